desk-title = Добрий день, { $name }
desk-waiting =
    { $n ->
        [one] { $n-shown } проєкт чекає на рішення
        [few] { $n-shown } проєкти чекають на рішення
       *[many] { $n-shown } проєктів чекає на рішення
    }
desk-queue = Чекають на рішення
desk-empty = Нічого не чекає. Нові проєкти з’являться тут, коли їх подадуть.
desk-back = Назад до кабінету
desk-public-page = Публічна сторінка
desk-phase = Етап кампанії
desk-acts = Останні дії
desk-no-acts = Ще нічого не записано.
verdict-accept-title = До бюлетеня
verdict-accept-means = Проєкт отримає місце в бюлетені, коли відкриється голосування.
verdict-accept = Прийняти проєкт
verdict-reject-title = Відхилення
verdict-reject = Відхилити проєкт
verdict-reason = Причина
verdict-reason-hint = Її побачать мешканці
verdict-reason-missing = Вкажіть причину, щонайменше 20 символів
verdict-reason-long = Вкладіть причину в 4000 символів
verdict-missing = Оберіть: прийняти чи відхилити
verdict-done = Рішення вже ухвалено
verdict-taken = Хтось інший уже ухвалив рішення щодо цього проєкту. Поверніться до кабінету по наступний.
verdict-late = Після відкриття голосування список проєктів не змінюємо.
move-evaluation-title = Завершити подання
move-evaluation-means = Ніхто більше не подасть проєкт. Проєкти, які чекають, можна й далі оцінювати.
move-evaluation-act = Завершити подання
move-voting-title = Відкрити голосування
move-voting-means = Прийняті проєкти потраплять до бюлетеня, і список більше не зміниться.
move-voting-act = Відкрити голосування
move-counting-title = Завершити голосування
move-counting-means = Скриньку буде закрито. Невіддані бюлетені до неї вже не потраплять.
move-counting-act = Завершити голосування
move-results-title = Порахуй голоси
move-results-means = Порахуємо всі пули й покажемо попередній перегляд лише комісії. Результати оголосить друга особа, коли його перегляне.
move-results-act = Порахувати й показати перегляд
move-none-title = Результати кампанії оголошено
move-confirm = Я знаю, що цього не можна скасувати
move-unconfirmed = Позначте, що знаєте, що станеться
move-undecided =
    { $n ->
        [one] { $n-shown } проєкт ще чекає на рішення і не потрапить до бюлетеня
        [few] { $n-shown } проєкти ще чекають на рішення і не потраплять до бюлетеня
       *[many] { $n-shown } проєктів ще чекає на рішення і не потрапить до бюлетеня
    }
phase-not-votable = Бюлетені з оцінками тут не можна заповнити. Змініть вид бюлетеня на сторінці «Правила бюлетенів».
count-differs = Кількість осіб, які голосували, і кількість бюлетенів різняться. Результати не оголошено: повідомте адміністратора.
letters-title = Слова листів
letters-why = Місто може писати по-своєму: в одній кампанії або в усіх. Листи про облікові записи не належать до жодної.
letters-everywhere = Усі кампанії
letters-show = Показати
letters-letter = Лист
letters-own = власні слова
letter-subject = Тема
letter-body = Текст
letter-hint = Змінні: { $variables }
letter-preview = Так це надійде
letter-preview-act = Показати попередній вигляд
letter-save = Зберегти слова
letter-shipped = Повернути слова Sakwa
letter-shipped-words = Слова Sakwa
letter-empty = Напишіть щось
letter-long = Вкладіться в { $n-shown } символів
letter-odd = Цей лист не має змінної { $name }
letter-no-link = Без посилання цей лист нічого не відкриє. Вставте змінну link.
letter-sign-up = Створення облікового запису
letter-sign-up-known = Створення облікового запису, що вже є
letter-sign-up-first = Вхід без облікового запису
letter-sign-up-city = Адреса для входу через міську службу
letter-sign-in = Посилання для входу
letter-password = Новий пароль
letter-password-changed = Змінений пароль
letter-factor-forgotten = Видалений другий ключ
done-mail-changed = Слова збережено.
act-mail-changed = Слова листів змінено
letter-project-returned = Проєкт повернуто на виправлення
letter-project-passed = Формальну оцінку пройдено
letter-project-cost = Виправлену вартість
letter-project-accepted = Проєкт у бюлетені
letter-project-rejected = Проєкт відхилено
letter-appeal-received = Апеляцію прийнято
letter-appeal-dismissed = Апеляцію відхилено
letter-appeal-reopened = Повторна оцінка
letter-co-author = Запит на співавторство
letter-merge-offer = Запит на об’єднання проєктів
letter-merge-accepted = Згода на об’єднання
letter-merge-declined = Відмова від об’єднання
letter-follow = Підтвердження стеження
letter-followed = Новина проєкту, за яким стежать
letter-verify-code = Цифри для голосування
letter-verify-nobody = Цифри не можна надіслати
letter-verify-shared = Кілька осіб мають ті самі дані
letter-verify-sms-shared = Кілька осіб мають ті самі дані (SMS)
letter-verify-sms = Цифри для голосування (SMS)
letter-verify-sms-nobody = Цифри не можна надіслати (SMS)
letter-vote-recorded = Записаний голос
letter-vote-recorded-sms = Записаний голос (SMS)
letter-vote-replaced = Голос замінено паперовою карткою
letter-vote-replaced-sms = Голос замінено паперовою карткою (SMS)
letter-challenge = Голос оскаржено
letter-challenge-lifted = Оскарження скасовано
letter-challenge-upheld = Апеляцію на оскарження відхилено
letter-office-vote = Код для голосу в мерії
letter-email-change = Підтвердження нової адреси
letter-email-known = Нова адреса, що вже має обліковий запис
letter-email-changed = Змінена адреса
letter-account-closed = Закритий обліковий запис
outbox-title = Листи в дорозі
outbox-why = Листи, які чекають на поштовий сервер або яких він не прийняв. Пробуємо щонайбільше п’ять днів. Надіслані зникають звідси одразу, ненадіслані за місяць.
outbox-nobody = Sakwa не має поштового сервера (--smtp-url), тож звідси нічого не піде.
outbox-empty = Нічого не чекає.
outbox-count =
    { $n ->
        [one] { $n-shown } лист
        [few] { $n-shown } листи
       *[many] { $n-shown } листів
    }
outbox-to = Кому
outbox-hidden = не показуємо
outbox-since = Відколи
outbox-state = Що відбувається
outbox-new = Чекає на першу спробу
outbox-next = Наступна спроба: { $time }
outbox-refused = Не дійшов і сам уже не піде
outbox-again = Надіслати ще раз
desk-unsent =
    { $n ->
        [one] { $n-shown } лист не дійшов і сам уже не піде
        [few] { $n-shown } листи не дійшли й самі вже не підуть
       *[many] { $n-shown } листів не дійшло й самі вже не підуть
    }
desk-unsent-admin = Які й чому, побачить і надішле ще раз адміністратор.
done-mail-again = Лист зараз піде ще раз.
done-mail-gone = Цей лист уже пішов або зараз піде сам.
act-mail-again = Лист надіслано знову

acts-title = Дії міської ради
acts-why = Кожна дія залишається. Ніхто не може змінити чи вилучити її, а хеш ланцюга стоїть у кожній підписаній контрольній точці журналу голосування.
acts-chain = Ланцюг дій
acts-linked =
    { $n ->
        [0] Ланцюг ще порожній.
        [one] { $n-shown } дія в ланцюзі. Його кінець:
        [few] { $n-shown } дії в ланцюзі. Його кінець:
       *[many] { $n-shown } дій у ланцюзі. Його кінець:
    }
acts-check = Перевірити весь ланцюг
acts-whole =
    { $n ->
        [one] Перевірено { $n-shown } дію. Усе збігається.
        [few] Перевірено { $n-shown } дії. Усе збігається.
       *[many] Перевірено { $n-shown } дій. Усе збігається.
    }
acts-changed = Дія номер { $number } не та, яку було записано. Хтось змінив базу даних в обхід програми.
acts-promised = Перші дії, до номера { $number }, не ті, за які ручається підписана контрольна точка. Хтось змінив базу даних в обхід програми.
acts-when = Коли
acts-what = Дія
acts-about = Чого стосується
acts-who = Хто
acts-account = Обліковий запис { $n }
acts-comment = Коментар { $n }
acts-challenge = Оскарження { $n }
acts-setup-preset = Типові картки
acts-setup-department = Новий відділ
acts-setup-rename = Назва відділу
acts-setup-remove = Вилучений відділ
acts-clock = програма, у свою годину
acts-voter = особа, яка має право голосу
acts-pages = Сторінки дій
acts-operator = адміністратор сервера, командою
act-operator-account = Обліковий запис створено командою на сервері
act-operator-import = Кампанію імпортовано з файлів
act-operator-key-split = Ключ зв’язку поділено між членами комісії
act-operator-key-restored = Ключ зв’язку відновлено з часток комісії
act-operator-factor = Другий ключ видалено командою на сервері
letter-factor-reset = Видалення другого ключа
act-factor-proposed = Запропоновано видалення загубленого ключа
act-factor-approved = Затверджено видалення загубленого ключа
act-factor-dropped = Видалення ключа відхилено
act-factor-objected = Власник залишив свій ключ
act-factor-forgotten = Загублений ключ видалено
unusual-any-account = Голосує кожен обліковий запис з адресою e-mail
unusual-declared = Частина осіб голосує за власною заявою
unusual-threshold = Високий поріг
unusual-rule = Метод підрахунку, якого Sakwa не знає
unusual-no-rehearsal = Голосування без репетиції
unusual-no-draw = Номери в бюлетені без жеребкування
lint-title = Перш ніж відкрити голосування
lint-nothing = Ніщо не стоїть на заваді.
lint-not-ready = Спершу треба це зробити
lint-unusual = Це незвично: відкриється з причиною, яку прочитає кожен
lint-reason-given = Подана причина: { $reason }
lint-give-reason = Вказати причину
lint-reasons = Причини для мешканців
lint-reason-hint = Від 20 до 1000 знаків. Причина одразу з’явиться на сторінці правил цієї кампанії.
lint-reason-length = Напишіть причину: від 20 до 1000 знаків
lint-save = Зберегти причини
lint-counting = Як ми рахуватимемо
lint-counting-where = Мешканці читають це на сторінці:
lint-threshold-from-file = Цей поріг походить із файлу, з якого створено кампанію: перевірте, чи він досі чинний.
lint-no-formal-card = Формальна картка не має запитань.
lint-no-merit-card = Змістова картка не має запитань.
lint-no-voting = У календарі немає голосування.
lint-no-pool = Кампанія не має жодного пулу для голосування. Завантажте його з файлу .pb командою sakwa import.
lint-no-paper-rule = Не встановлено, що робити з паперовим бюлетенем особи, яка голосувала й через інтернет. Виберіть правило, навіть якщо паперу не буде.
lint-any-account = Голосувати може кожен обліковий запис із підтвердженою адресою e-mail: ніхто не перевіряє, чи особа живе в місті й чи не має двох записів.
lint-declared = Частина осіб голосує на слово: їхні дані немає з чим порівняти.
lint-rule-unknown = { $pool }: методу «{ $rule }» Sakwa не знає й рахуватиме жадібним методом.
lint-threshold = { $pool }: поріг { $score-shown } вищий за середнє на проєкт. Очікуємо близько { $ballots-shown } бюлетенів, це в середньому { $average-shown } на проєкт.
lint-threshold-unknown = { $pool }: поріг { $score-shown }, а скільки осіб проголосує, невідомо.
lint-no-rehearsal = Після останньої важливої зміни на цьому сервері не було успішної репетиції голосування.
lint-no-draw = Номери в бюлетені не визначено жеребкуванням. Порядок списку також вирішує рівність голосів.
done-reasons = Причини збережено.
act-opening-reason = Подано причину чогось незвичного
act-opened-unusual = Голосування відкрито попри
