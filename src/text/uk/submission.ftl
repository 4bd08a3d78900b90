submit-category-title = Який це проєкт?
submit-points-title = Покажіть місце на мапі
submit-files-title = Фото й документи
submit-supporters-title = Хто підтримує проєкт
submit-contact-title = Контакт і співавтори
submit-recipients-label = Для кого
submit-recipients-hint = Хто цим користуватиметься, наприклад: діти з навколишніх шкіл, старші люди
submit-recipients-missing = Напишіть, для кого цей проєкт
submit-question-missing = Дайте відповідь на це запитання
submit-point = Точка { $n-shown }
submit-point-add = Додати точку в центрі мапи
submit-point-add-typed = Додати цю точку
submit-point-remove = Вилучити точку
submit-points-how = Пересуньте й наблизьте мапу так, щоб хрестик стояв у потрібному місці, і додайте точку. Точок може бути кілька. Мапу можна й пропустити.
submit-points-typed = Краще впишу координати
submit-points-label = Точки на мапі
submit-points-count =
    { $n ->
        [one] { $n-shown } точка
        [few] { $n-shown } точки
       *[many] { $n-shown } точок
    }
submit-points-few =
    { $n ->
        [one] Додайте щонайменше { $n-shown } точку
        [few] Додайте щонайменше { $n-shown } точки
       *[many] Додайте щонайменше { $n-shown } точок
    }
submit-points-many =
    { $n ->
        [one] Проєкт може мати щонайбільше { $n-shown } точку
        [few] Проєкт може мати щонайбільше { $n-shown } точки
       *[many] Проєкт може мати щонайбільше { $n-shown } точок
    }
submit-cost-highest = Один проєкт може коштувати щонайбільше { $limit }.
submit-over-limit = Проєкт коштує { $cost }, а один проєкт може коштувати щонайбільше { $limit }. Зменште вартість.
submit-only-yearly = Додайте позицію, яка не є щорічною витратою
submit-lines-few =
    { $n ->
        [one] Додайте щонайменше { $n-shown } позицію
        [few] Додайте щонайменше { $n-shown } позиції
       *[many] Додайте щонайменше { $n-shown } позицій
    }
submit-lines-many =
    { $n ->
        [one] Кошторис може мати щонайбільше { $n-shown } позицію
        [few] Кошторис може мати щонайбільше { $n-shown } позиції
       *[many] Кошторис може мати щонайбільше { $n-shown } позицій
    }
submit-line-unit = Впишіть одиницю до 20 знаків, наприклад шт. або м²
submit-point-swapped = Це за { $km } км звідси. Чи мало бути { $latitude }; { $longitude }?
submit-point-far = Це за { $km } км звідси. Перевірте обидва числа або позначте, що місце правильне
submit-point-swap = Так, поміняти числа місцями
submit-point-sure = Це місце правильне
cost-unit = Одиниця
cost-unit-hint = шт., м², год
cost-kind = Вид
cost-once = Одноразово
cost-each-year = Щороку
cost-yearly = Щорічні витрати на утримання
cost-yearly-sum = Утримання на рік
price-book = Прейскурант міста
price-book-add = Додати до кошторису
submit-files-how = Фото місця або ескіз допомагає зрозуміти задум. Із фото ми вилучаємо дату, місце й дані камери.
file-label = Файл
file-hint = Фото JPEG, PNG або WebP чи документ PDF, до 10 МБ
file-name-label = Що це
file-name-hint = Одним реченням, наприклад: сквер з боку вулиці Рольної
file-name-wrong = Напишіть, що це: від 3 до 200 знаків
file-who = Хто це побачить
file-for-all = Усі
file-for-all-hint = Після подання проєкту. Оберіть лише файл без персональних даних.
file-for-office = Лише міська рада
file-attach = Додати файл
file-remove = Вилучити файл
file-missing = Оберіть файл
file-kind-wrong = Такі файли ми не приймаємо. Оберіть фото JPEG, PNG або WebP чи документ PDF.
file-too-large = Файл більший за 10 МБ. Зменште його й оберіть ще раз.
file-photo-broken = Це фото не вдається відкрити. Збережіть його ще раз або оберіть інше.
file-photo-large = Фото має понад 50 мільйонів пікселів. Зменште його.
file-many =
    { $n ->
        [one] Уже додано { $n-shown } файл, більше не вміститься
        [few] Уже додано { $n-shown } файли, більше не вміститься
       *[many] Уже додано { $n-shown } файлів, більше не вміститься
    }
files-at-once = Два файли надійшли одночасно. Додайте цей ще раз.
files-title = Додатки
file-photo-size = (фото, { $n-shown } кБ)
file-document-size = (PDF, { $n-shown } кБ)
submit-supporters-how = Проєкту потрібні підписи мешканок і мешканців. Їх можна збирати від подання й до кінця приймання заявок:
submit-supporters-online = через інтернет, на сторінці проєкту: надішліть комусь її адресу
submit-supporters-paper = на папері: надрукуйте список, зберіть підписи й віднесіть його до міської ради
submit-contact-mail = Міська рада пише Вам на адресу { $email }. Ми не показуємо її публічно.
submit-phone-label = Телефон
submit-phone-hint = Побачить лише міська рада
submit-phone-wrong = Впишіть номер телефону, наприклад 600 700 800
submit-co-authors-how = Співавтори отримають лист після подання проєкту. Хто погодиться, зможе діяти щодо проєкту так само, як Ви.
submit-co-author-label = E-mail співавторки чи співавтора { $n-shown }
submit-co-author-twice = Ця адреса вже є вище
co-authors = Співавтори
submit-nothing = нічого
draft-discard-title = Не подаю цей проєкт
draft-discard-means = Чернетка зникне разом із додатками. Цього не можна скасувати.
draft-discard = Видалити чернетку
personal-pesel = Тут є номер PESEL. Вилучіть його: номери PESEL ніколи не бувають публічними.
personal-found = Це побачать усі: { $words }. Вилучіть це або позначте нижче, що воно може бути публічним.
personal-legend = Контактні дані в тексті
personal-sure = «{ $words }» може бути публічним
alike-title = Може, хтось це вже пропонує?
alike-means = Разом легше здобути голоси. Можна приєднатися до наявного проєкту, подати свій або видалити чернетку.
similar-title = Схожі назви
near-title = У тому самому місці
near-means = Ці проєкти ближче ніж 100 м. Можливо, постане лише один із них.
near-author = Ці проєкти ближче ніж 100 м від Вашої точки. На сторінці перевірки можна запропонувати об’єднання.
near-metres = { $n-shown } м звідси
merge-heading = Приєднайтеся замість подання
merge-offer = Запропонувати об’єднання з проєктом «{ $title }»
merge-offered = Цю пропозицію вже надіслано. Відповідь надійде електронною поштою.
merge-waits = пропозиція чекає на відповідь
merge-accepted = автори погодилися
merge-declined = автори відмовилися
merge-title = Запропонуйте об’єднання
merge-means = Автори отримають лист із Вашим повідомленням. Якщо вони погодяться, Ви приєднаєтеся до їхнього проєкту, а свою чернетку зможете видалити. Вашу адресу вони побачать, лише якщо Ви її дасте.
merge-message = Повідомлення авторам
merge-message-hint = Що спільного в обох задумах і що Ви можете додати
merge-message-wrong = Напишіть повідомлення: від 10 до 1000 знаків
merge-act = Надіслати пропозицію
merge-no-author = Цей проєкт не має тут автора, якому можна написати.
merge-own = Це Ваш проєкт.
merge-waiting = Хтось хоче до Вас приєднатися
merge-accept = Погоджуюся
merge-decline = Відмовляюся
merge-answered = На цю пропозицію вже є відповідь.
co-author-many = Проєкт уже має трьох співавторів.
invitation-title = Співавторство проєкту
invitation-means = Автор проєкту вказує Вас як співавторку чи співавтора. Згода дає змогу діяти щодо проєкту: виправляти його й оскаржувати оцінку.
invitation-yes = Погоджуюся
invitation-no = Не погоджуюся
withdraw-link = Відкликати
withdraw-title = Відкличте проєкт
withdraw-means = Проєкт зникне зі списку й не потрапить на оцінювання. Цього не можна скасувати.
withdraw-act = Відкликати проєкт
withdraw-late = Цей проєкт уже не можна відкликати.
project-whom = Для кого
rules-title = Форма заявки
rules-means = Тут Ви визначаєте, про що питає форма цієї редакції. Зміна діє одразу, також для чернеток.
rules-asked = Чи питати
rules-least = Щонайменше
rules-most = Щонайбільше
rules-hint = Підказка біля поля
rules-limits-wrong = Впишіть два числа: перше не більше за друге, друге щонайбільше { $most-shown }
rules-line-wrong = Виправте рядок { $line-shown }
rules-field-title = Назва (знаки)
rules-field-summary = Що і навіщо (знаки)
rules-field-recipients = Для кого (знаки)
rules-field-place = Місце словами (знаки)
rules-field-points = Точки на мапі (скільки)
rules-field-lines = Позиції кошторису (скільки)
rules-field-files = Додатки (скільки)
rules-field-co_authors = Співавтори (скільки)
rules-field-phone = Телефон (знаки)
asked-required = Обов’язково
asked-optional = Необов’язково
asked-no = Не питати
rules-highest = Найвища вартість одного проєкту
rules-highest-hint = Порожнє поле: обмежує лише пул
rules-questions = Власні запитання
rules-questions-hint = Кожне в окремому рядку: запитання; підказка. Зірочка після запитання означає, що відповідь обов’язкова.
rules-prices-hint = Кожна ціна в окремому рядку: назва; одиниця; ціна. Наприклад: Лава зі спинкою; шт.; 1850,50
rules-save = Зберегти зміни
done-discarded = Чернетку видалено.
done-attached = Файл додано.
done-detached = Файл вилучено.
done-offer-answered = Відповідь надіслано.
done-merge-offered = Пропозицію надіслано. Відповідь надійде електронною поштою.
done-withdrawn = Проєкт відкликано.
done-co-author-yes = Співавторство підтверджено.
done-co-author-no = Відмову записано.
done-form-changed = Форму змінено.
act-withdrawn = Відкликано
act-form-changed = Змінено форму заявки
mail-co-author-subject = Співавторство проєкту «{ $title }»
mail-co-author-body =
    Добрий день,

    автор проєкту «{ $title }» у громадському бюджеті ({ $city }) вказав цю адресу як адресу співавторки чи співавтора. Погодитися або відмовитися можна тут:

    { $link }

    Без відповіді нічого не станеться.
mail-merge-offer-subject = Хтось хоче приєднатися до проєкту «{ $title }»
mail-merge-offer-body =
    Добрий день,

    хтось пропонує об’єднати свій задум із проєктом «{ $title }». Повідомлення й відповідь є на сторінці «Мої проєкти»:

    { $link }
mail-merge-accepted-subject = Згода на об’єднання з проєктом «{ $title }»
mail-merge-accepted-body =
    Добрий день,

    автори проєкту «{ $title }» погодилися на об’єднання. Тепер це й Ваш проєкт:

    { $link }
mail-merge-declined-subject = Відмова від об’єднання з проєктом «{ $title }»
mail-merge-declined-body =
    Добрий день,

    автори проєкту «{ $title }» не хочуть об’єднання. Ваша чернетка чекає:

    { $link }
