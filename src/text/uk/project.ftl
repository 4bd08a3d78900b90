projects-title = Проєкти
projects-count =
    { $n ->
        [one] { $n-shown } проєкт
        [few] { $n-shown } проєкти
       *[many] { $n-shown } проєктів
    }
projects-found =
    { $n ->
        [one] { $n-shown } проєкт
        [few] { $n-shown } проєкти
       *[many] { $n-shown } проєктів
    }
view-label = Вигляд
view-list = Список
view-map = Мапа
filter-label = Шукати проєкти
filter-words = Слово або номер
filter-category = Категорія
filter-pool = Фонд
filter-state = Стан
filter-sort = Порядок
filter-any = Усі
filter-act = Показати проєкти
sort-number = За номером
sort-title = За абеткою
sort-cheapest = Спершу дешевші
sort-dearest = Спершу дорожчі
pages-label = Сторінки списку
pages-next = Наступна
pages-previous = Попередня
nothing-yet = Тут поки що немає жодного проєкту.
nothing-found = Жоден проєкт не відповідає всім умовам.
nothing-found-words = Немає проєктів для «{ $words }» за цих умов.
nothing-drop-state = Показати всі стани
nothing-drop-category = Прибрати категорію
nothing-drop-pool = Показати всі фонди
nothing-drop-words = Прибрати слово
map-label = Мапа проєктів
map-cluster =
    { $n ->
        [one] { $n-shown } проєкт у цьому місці, наблизити
        [few] { $n-shown } проєкти в цьому місці, наблизити
       *[many] { $n-shown } проєктів у цьому місці, наблизити
    }
map-metres = { $n-shown } м
map-kilometres = { $n-shown } км
map-closer = Наблизити
map-farther = Віддалити
map-all = Показати все
map-up = Угору
map-down = Униз
map-left = Ліворуч
map-right = Праворуч
map-attribution = © автори OpenStreetMap
map-no-places = Ці проєкти не мають місця на мапі. Вони у списку нижче.
category-green = Зелень
category-sport = Спорт
category-learning = Школи та навчання
category-culture = Культура
category-streets = Вулиці та площі
category-health = Здоров’я та безпека
category-animals = Тварини
category-together = Спільнота
state-submitted = Чекає на оцінювання
state-accepted = У бюлетені
state-rejected = Відхилено
state-withdrawn = Відкликано
project-back = Усі проєкти
project-what = Що й навіщо
project-cost = Кошторис
project-where = Де
project-history = Що відбувалося
project-imported = Місто оприлюднило лише назву й вартість цього проєкту.
project-rejected-why = Мерія відхилила цей проєкт
act-submitted = Подано
act-accepted = Внесено до бюлетеня
act-rejected = Відхилено
act-phase-evaluation = Подання завершено
act-phase-voting = Голосування відкрито
act-phase-counting = Голосування завершено
act-published = Підраховано й оголошено
cost-label = Позиція
cost-label-hint = Наприклад: Лавка зі спинкою
cost-quantity = Скільки штук
cost-price = Ціна за штуку
cost-amount = Разом
cost-sum = Вартість проєкту
cost-lines = Позиції
cost-line = Позиція { $n-shown }
cost-add = Додати позицію
submit-title = Подайте проєкт
submit-until = Проєкти приймаємо до { $when }.
submit-needs = Подання займе близько 15 хвилин. Підготуйте:
submit-need-idea = назву й кілька речень: що й навіщо
submit-need-place = місце: адресу або опис, наприклад «сквер біля бібліотеки»
submit-need-cost = позиції кошторису: що, скільки штук і за якою ціною
submit-saved = Кожен крок зберігаємо. Можна перервати й повернутися з будь-якого пристрою.
submit-begin = Почати подання
submit-closed = Подання проєктів у цій кампанії завершено. Перегляньте проєкти, які вже подано.
submit-twice = Цю чернетку вже подано. Ви знайдете її на сторінці «Мої проєкти».
submit-step = Крок { $n-shown } з { $all-shown }
submit-idea-title = Що ви пропонуєте?
submit-place-title = Де це буде?
submit-cost-title = Скільки це коштує?
submit-next = Зберегти й продовжити
submit-title-label = Назва
submit-title-hint = Одне речення, яке вміститься в бюлетень
submit-title-missing = Введіть назву проєкту
submit-title-formula = Почніть назву з літери або цифри
submit-summary-label = Що й навіщо
submit-summary-hint = Що зміниться і кому це допоможе. Без особистих даних: опис публічний.
submit-summary-missing = Напишіть, що ви пропонуєте й навіщо
submit-category-label = Категорія
submit-category-missing = Оберіть категорію
submit-pool-label = З якого фонду
submit-pool-missing = Оберіть фонд
submit-pool-budget = У фонді { $budget }
submit-place-label = Місце
submit-place-hint = Адреса або опис, наприклад: сквер біля бібліотеки на Ринку
submit-place-missing = Напишіть, де це буде
submit-latitude = Географічна широта
submit-longitude = Географічна довгота
submit-point-wrong = Введіть градуси, наприклад 52,2915, або залиште обидва поля порожніми
submit-cost-how = Випишіть, з чого складається вартість. Суму порахуємо за вас.
submit-lines-missing = Додайте щонайменше одну позицію
submit-line-label = Назвіть позицію: до 120 символів, на початку літера або цифра
submit-line-quantity = Введіть кількість цифрами, від 1 до 100 000
submit-line-price = Введіть ціну цифрами, наприклад 45 000
submit-over-budget = Проєкт коштує { $cost }, а у фонді { $budget }. Зменште вартість або оберіть інший фонд.
submit-check-title = Перевірте перед надсиланням
submit-check-public = Після надсилання проєкт побачать усі. Вашого прізвища й електронної адреси не показуємо.
submit-act = Подати проєкт
draft-saved = Чернетку збережено { $when }
draft-untitled = Чернетка без назви
my-title = Мої проєкти
my-drafts = Чернетки
my-no-drafts = У вас немає чернеток.
my-projects = Подані
my-no-projects = У вас ще немає поданих проєктів.
my-way-out = Переглянути кампанії, що приймають подання
project-result = Переглянути результат
draft-offline = Немає з’єднання. Текст залишився на цій сторінці, ми збережемо його на наступному кроці.
project-share = Яка це частина фонду
project-share-of = Проєкт коштує { $money }.
nothing-found-words-category = Немає проєктів для «{ $words }» у категорії { $category }.
