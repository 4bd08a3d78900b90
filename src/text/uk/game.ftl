game-amount =
    { $kind ->
        [talar] { $n ->
            [one] { $n-shown } таляр
            [few] { $n-shown } таляри
           *[many] { $n-shown } талярів
        }
        [coin] { $n ->
            [one] { $n-shown } монета
            [few] { $n-shown } монети
           *[many] { $n-shown } монет
        }
        [credit] { $n ->
            [one] { $n-shown } кредит
            [few] { $n-shown } кредити
           *[many] { $n-shown } кредитів
        }
        [euro] { $n-shown } євро
        [dollar] { $n ->
            [one] { $n-shown } долар
            [few] { $n-shown } долари
           *[many] { $n-shown } доларів
        }
        [thousand-dollars] { $n-shown } тис. доларів
       *[other] { $n-shown } { $name }
    }
game-name = Гра про бюджет
act-game-opened = Відкрито гру
nav-games = Гра про бюджет
nav-join = Приєднатися до гри
game-join-title = Приєднатися до гри
game-join-lead = Код є на екрані в залі й на картці за столом. Обліковий запис не потрібен.
game-code = Код гри
game-code-hint = 8 літер і цифр, великих або малих
game-code-act = Знайти гру
game-code-wrong = Гри з таким кодом немає. Перепишіть 8 знаків з екрана або картки.
game-code-where = Адреса: { $address }
game-qr = QR-код, що веде до гри
game-sit-lead = Оберіть стіл та ім’я на цей вечір. Телефон запам’ятає ваше місце.
game-table-choice = Стіл
game-chair = Стіл { $n-shown } (зайнято { $seated-shown } з { $most-shown } місць)
game-table-missing = Оберіть стіл
game-nick = Ім’я за столом
game-nick-hint = Досить імені або прізвиська, без прізвища
game-nick-long = Скоротіть до 20 знаків
game-sit-act = Сісти за стіл
game-table = Стіл { $n-shown }
game-seat = Місце { $n-shown }
game-you = Ви
game-purse = У вас ще є
game-sealed = стіл закрито
game-waits = чекаємо на початок
game-waits-for-start = За мить почнемо. Ведуча особа дасть знак.
game-paused = перерва
game-on-line = з’єднано
game-off-line = немає зв’язку
game-refresh = Оновити
game-at-the-table = За столом
game-said-placed = { $who }: +{ $amount } на «{ $what }»
game-said-returned = { $who }: −{ $amount } з «{ $what }»
game-add = + { $amount }: { $what }
game-take = − { $amount }: { $what }
game-mine = Ви: { $amount }
game-missing = бракує { $missing } з { $price }
game-price = ціна { $amount }
game-open-item = є { $on } · сьогодні { $today }
game-covered = зібрано
game-bought = куплено { $n-shown }-м
game-closed = закрито
game-closed-locked = ще недоступно
game-closed-by = закрито: { $what }
game-more = Більше
game-exact = Сума
game-exact-put = Докласти
game-exact-take = Забрати
game-real = { $one } – це { $real } у грошах міста. Ціна у грі: { $price }.
game-buy = Купуємо
game-unbuy = Скасувати купівлю
game-yes = Погоджуюся
game-no = Не погоджуюся
game-abstain = Утримуюся
game-votes = Згода: { $yes-shown } з { $seated-shown }
game-against = проти: { $who }
game-matter-purchase = Купити «{ $what }»?
game-matter-unbuy = Скасувати купівлю «{ $what }»?
game-matter-measure = Запровадити «{ $what }»? Це дасть { $amount }.
game-matter-list = Чи це порядок столу?
game-matter-amend = Змінити «{ $what }»: { $text }?
game-matter-write-in = Додати «{ $what }» за { $amount }?
game-measures = Звідки взяти гроші
game-measures-hint = Коли стіл погодиться, гроші діляться порівну.
game-cut = заощадження: { $amount }
game-revenue = дохід: { $amount }
game-measure-proposed = запропоновано
game-measure-passed = прийнято
game-measure-repealed = скасовано
game-propose = Запропонувати
game-drop = Відкликати пропозицію
game-repeal = Скасувати
game-ready = Я завершую цю частину
game-you-are-ready = Ваша частина готова
game-ready-count = Завершили: { $n-shown } з { $seated-shown }
game-seat-ready = готово
game-seat-thinks = думає
game-rank = Порядок столу
game-rank-hint = 1 – найважливіше.
game-rank-hint-consent = 1 – найважливіше. На цей порядок має погодитися стіл.
game-rank-act = Запропонувати порядок
game-rank-agreed = стіл має порядок
game-rank-wrong = Впишіть місце від 1 до { $n-shown }
game-rank-twice = Це місце вже зайняте, впишіть інше
game-ideas = Ідеї столу
game-idea-title = Назва ідеї
game-idea-range = Скільки це коштує
game-range-missing = Оберіть проміжок
game-range-low = мало
game-range-medium = середньо
game-range-high = багато
game-field-description = У чому полягає
game-field-place = Де
game-field-category = Категорія
game-idea-act = Додати ідею
game-pitched = Ідею представлено
game-ballot = Голосування за ідеї
game-ballot-left = Голосів за: { $up-shown }, голосів проти: { $down-shown }
game-up = За
game-down = Проти
game-voted-up = Ваш голос: за
game-voted-down = Ваш голос: проти
game-ask = Питання до експертів
game-ask-open = Поставити питання
game-ask-topic = Про що
game-ask-question = Питання
game-ask-act = Надіслати питання
game-ask-waits = Чекає на відповідь
game-topic-police = Поліція
game-topic-transport = Транспорт
game-topic-departments = Відділи уряду міста
game-topic-fire = Пожежна служба
game-topic-parks = Зелень
game-topic-finance = Фінанси
game-topic-roads = Дороги
game-topic-green = Зелень
game-topic-culture = Культура
game-topic-libraries = Бібліотеки
game-own = Власні пропозиції столу
game-own-open = Дописати пропозицію
game-own-title = Назва
game-own-text = Опис
game-own-act = Дописати
game-own-waits = чекає на ціну
game-gift = Передати гроші
game-gift-to = Кому
game-gift-act = Передати
game-to-missing = Оберіть особу
game-amount-wrong = Впишіть суму цифрами, наприклад 20
game-words-missing = Впишіть кілька слів
game-words-long = Вкладіться у 500 знаків
game-end = Що обрав цей стіл
game-end-nothing = Цей стіл нічого не купив.
game-end-money = Витрачено: { $spent }. Залишилося: { $left }.
game-end-seal = Печатка:
game-survey = Кілька питань наприкінці
game-survey-hint = Відповіді не пов’язані з особою.
game-survey-together = Рішення ухвалювалися спільно
game-survey-decisions = Я краще розумію, як місто вирішує про гроші
game-survey-meetings = Це краще за звичайні збори
game-survey-answer-1 = зовсім ні
game-survey-answer-2 = радше ні
game-survey-answer-3 = важко сказати
game-survey-answer-4 = радше так
game-survey-answer-5 = безумовно так
game-survey-missing = Оберіть одну відповідь
game-survey-act = Надіслати відповіді
game-survey-thanks = Відповіді збережено, дякуємо
game-survey-count =
    { $n ->
        [one] { $n-shown } особа відповіла
        [few] { $n-shown } особи відповіли
       *[many] { $n-shown } осіб відповіло
    }
game-no-changed = За столом щось уже змінилося. Подивіться, як є зараз, і спробуйте ще раз.
game-no-not-open = Стіл ще не відкрито.
game-no-sealed = Стіл уже закрито.
game-no-no-phase = Зачекайте, поки почнеться наступна частина.
game-no-phase-forbids = На це час в іншій частині гри.
game-no-time-over = Час цієї частини минув.
game-no-paused = Зараз перерва. Зачекайте на відновлення.
game-no-table-full = За цим столом уже немає місць. Оберіть інший.
game-no-too-late = До цієї гри вже не можна приєднатися.
game-no-seat-left = Це місце вже вільне. Приєднайтеся ще раз за кодом гри.
game-no-too-few-players = За столом замало осіб: { $seated-shown }, потрібно { $n-shown }.
game-no-already-bought = «{ $item }» уже куплено.
game-no-item-closed = «{ $item }» закрито.
game-no-requires = Спершу треба купити «{ $other }».
game-no-required-by = Завдяки цьому куплено «{ $other }», тож купівля лишається.
game-no-bad-amount = Впишіть суму, більшу за нуль.
game-no-not-a-step = Сума має бути кратною: { $step }.
game-no-insufficient = У вас { $balance }. Докладіть менше або попросіть когось за столом.
game-no-wrong-purse = Ці гроші не можна на це витратити.
game-no-over-cap = Одна особа може дати на це { $most }, а ви вже дали { $placed }.
game-no-overfunds = Бракує лише { $missing }. Впишіть менше.
game-no-out-of-range = Сума може бути від { $min } до { $max }.
game-no-too-few-contributors =
    { $n ->
        [one] Має скластися щонайменше { $n-shown } особа.
        [few] Мають скластися щонайменше { $n-shown } особи.
       *[many] Має скластися щонайменше { $n-shown } осіб.
    }
game-no-not-covered = Бракує ще { $missing }.
game-no-not-yours = Звідси ви можете забрати щонайбільше { $own }.
game-no-no-taking-back = У цій грі покладені гроші лишаються.
game-no-bids-hidden = Пропозиції ще приховані.
game-no-excluded = Це не поєднати з «{ $other }».
game-no-already-spent = Частину цих грошей уже витрачено, бракує { $short }.
game-no-questions-used =
    { $n ->
        [one] Стіл уже поставив своє { $n-shown } питання.
        [few] Стіл уже поставив свої { $n-shown } питання.
       *[many] Стіл уже поставив свої { $n-shown } питань.
    }
game-no-no-expert = Оберіть тему зі списку.
game-no-quota-used =
    { $n ->
        [one] Стіл може додати { $n-shown } і вже це зробив.
        [few] Стіл може додати { $n-shown } і вже це зробив.
       *[many] Стіл може додати { $n-shown } і вже це зробив.
    }
game-no-title-taken = «{ $title }» вже є на столі.
game-no-bad-field = Заповніть усі поля.
game-no-no-votes-left = У вас уже немає такого голосу.
game-no-own-table = За ідеї власного столу не голосують.
game-no-not-those-bought = Порядок має охопити все, що купив стіл, по одному разу.
game-lead = Мешканці за столами мають мало грошей і мусять погодитися, на що їх витратити. Кожен хід лишається в записі, який можна відтворити.
game-none = Ще немає жодної гри. Відкрийте першу.
game-evenings = Ігри
game-new = Відкрити гру
game-choose = Оберіть гру
game-choose-lead = Це ігри справжніх міст. Правила – у файлі, який можна змінити.
game-choose-other = Обрати іншу гру
game-preset-hall = { $least-shown }–{ $most-shown } осіб за столом
game-preset-alone =
    { $n ->
        [one] { $n-shown } особа за столом
        [few] { $n-shown } особи за столом
       *[many] { $n-shown } осіб за столом
    }
game-preset-lublin-2014 = Справжні проєкти року та валюта гри. Стіл має погодитися, що купує і в якому порядку.
game-preset-san-jose-2011 = Мало грошей, дорогий список. Скорочення бюджету дають більше, якщо стіл погодиться одноголосно.
game-preset-san-jose-2013 = Спочатку немає нічого. Гроші дають лише скорочення й податки, прийняті всім столом.
game-preset-san-jose-2014 = Половина столів грає з удвічі більшим податком. Видно, що місто за нього купить.
game-preset-san-jose-zero-based = Кожна послуга починає з нуля. Стіл вирішує, скільки грошей вона дістане.
game-preset-buy-a-feature = Найпростіша: ціни, гаманці та спільні покупки.
game-preset-kortrijk-2013 = Групи до 12 осіб купують зі списку; дві економії додають грошей.
game-preset-kortrijk-online = Кожен має власний кошик і витрачає сам.
game-preset-empaville = Рольова гра цілого бюджету: столи подають ідеї, представляють їх, усі голосують за й проти.
game-preset-safe-blind = Спершу кожен ділить гроші мовчки, потім пропозиції стають явними.
game-own-rules = Власні правила
game-own-rules-means = Вставте файл правил свого міста.
game-title = Назва гри
game-title-hint = Її побачать гравці, наприклад «Гра про бюджет, Броновіце»
game-title-long = Скоротіть до 120 знаків
game-pool = Едиція та пул
game-pool-hint = На столах будуть прийняті проєкти цього пулу
game-pool-hint-file = Гра має власний список; тут зазначено, до якої едиції вона належить
game-pool-missing = Оберіть пул зі списку
game-pool-empty = У цьому пулі ще немає прийнятих проєктів. Оберіть інший.
game-items = Скільки проєктів на столі
game-items-hint = Порожнє поле: усі проєкти. 12–16 можна прочитати й обговорити за вечір.
game-tables = Кількість столів
game-seats = Найменше осіб за столом
game-seats-hint = Стіл із меншою кількістю осіб не дістане грошей
game-number-wrong = Впишіть число від { $least-shown } до { $most-shown }
game-file = Файл правил
game-file-hint = Формат TOML; почніть із файлу найближчої гри
game-file-missing = Вставте файл правил
game-file-wrong =
    { $n ->
        [one] У файлі { $n-shown } помилка
        [few] У файлі { $n-shown } помилки
       *[many] У файлі { $n-shown } помилок
    }
game-rules-missing = Оберіть гру зі списку
game-open-act = Відкрити гру
game-gathering = Гравці сідають
game-between = Між частинами
game-running = Триває
game-next = Наступна частина: { $phase }
game-start-phase = Почати: { $phase }
game-end-phase = Завершити: { $phase }
game-end-closing = Завершити й закрити столи: { $phase }
game-closing-means = Після цієї частини столи закриваються: відкриті голосування не зараховуються, а гроші з некупленого повертаються.
game-extend = Ще 5 хвилин
game-pause = Перерва
game-resume = Відновити
game-left = До кінця:
game-time-over = час минув
game-minutes =
    { $n ->
        [one] { $n-shown } хвилина
        [few] { $n-shown } хвилини
       *[many] { $n-shown } хвилин
    }
game-too-few =
    { $n ->
        [one] За деякими столами замало осіб. Потрібна { $n-shown }; такі столи не дістануть грошей.
        [few] За деякими столами замало осіб. Потрібно { $n-shown }; такі столи не дістануть грошей.
       *[many] За деякими столами замало осіб. Потрібно { $n-shown }; такі столи не дістануть грошей.
    }
game-card-act = Відкрити картку
game-over = Кінець гри
game-over-means = Усі частини позаду. Звіт готовий.
game-all-tables = Столи
game-col-table = Стіл
game-col-people = Особи
game-col-state = Стан
game-col-bought = Куплено
game-col-left = Залишилося
game-col-ready = Готові
game-table-sealed = закритий
game-table-empty = порожній
game-table-short = замало осіб
game-table-sits = чекає
game-table-asked = голосує
game-table-plays = грає
game-files = Запис і результат
game-files-hint = З файлу правил і запису кожен відтворить гру командою «sakwa game replay».
game-report = Звіт
game-log = Запис ходів (JSONL)
game-rules-file = Файл правил (TOML)
game-back = Назад до гри
game-back-to-table = Назад до столу
game-granted = Роздано
game-spent = Витрачено
game-on-the-table = На столі
game-no-items = На цьому столі нічого немає. Ідеї подають гравці.
game-col-item = Проєкт
game-col-on = Покладено
game-col-price = Ціна
game-asked = Про що питаємо стіл
game-asked-all = Потрібна згода всіх.
game-answer = Відповідь експерта
game-answer-act = Зберегти відповідь
game-prices = Чекають на ціну
game-prices-expert = Ціну називає експерт; впишіть її за нього.
game-price-label = Ціна у грі
game-price-act = Зберегти ціну
game-notes = Нотатки
game-note-text = Що відбувається
game-note-hint = Без прізвищ, адрес, здоров’я та політики
game-note-tag = Позначка
game-no-tag = без позначки
game-note-item = Про що
game-note-table = про весь стіл
game-note-quotable = Це цитата, і ця особа згодна на публікацію
game-note-quotable-hint = У звіті лише прізвисько та стіл
game-note-act = Зберегти нотатку
game-tag-for = за
game-tag-against = проти
game-tag-changed-mind = зміна думки
game-tag-first-mover = перший хід
game-tag-coalition = коаліція
game-tag-blocked-because = блокування і причина
game-tag-question = питання
game-tag-expert-said = слово експерта
game-tag-change-wanted = бажання змін
game-tag-missing-item = бракує у списку
game-tag-off-topic = поза темою
game-nobody = Ще ніхто не сидить.
game-new-link = Нове посилання на місце
game-leave-open = Звільнити місце
game-leave-means = Особа йде з-за столу, а її гроші йдуть туди, куди кажуть правила.
game-leave = Іде з-за столу
game-deal = Роздати гроші
game-seat-of = Місце: { $who }
game-seat-link-means = Відкрийте це посилання на телефоні, який займе місце. Попередній телефон його вже не має.
game-seat-qr = QR-код, що дає це місце
game-phase-reading = читання
game-phase-play = гра
game-phase-ranking = порядок
game-phase-presentation = презентації
game-phase-survey = анкета
game-phase-introduction = вступ
game-phase-ideas = ідеї
game-phase-campaign = кампанія
game-phase-vote = голосування
game-phase-debrief = підсумок
game-phase-basket = кошик
game-phase-pitches = представлення проєктів
game-phase-alone = кожен сам
game-phase-together = разом
game-phase-rules = правила
game-phase-result = результат
game-report-off = Правила цієї гри не передбачають звіту.
game-report-early = Гра ще триває: це не результат.
game-report-nobody = Ніхто не зіграв.
game-report-data = Звіт як дані (JSON)
game-tables-played = Столи
game-order = Порядок усіх столів
game-col-place = Місце
game-col-tables = Столи, що купили
game-col-money = Покладені гроші
game-chosen = обрано
game-n-of = { $n-shown } з { $of-shown }
game-ties = Нічиї
game-tie-by = вирішує { $method }
game-tie-stays = лишається нічия
game-said =
    { $n ->
        [one] { $n-shown } думка за столами
        [few] { $n-shown } думки за столами
       *[many] { $n-shown } думок за столами
    }
game-methods = Інші способи підрахунку
game-methods-means = Місце кожного проєкту за кожним способом. Перший вирішує, бо так кажуть правила.
game-method-mean-rank = середнє місце
game-method-mean-rank-means = Вирішує середнє місце у списках усіх столів. Що менше, то вище.
game-method-borda = бали Борда
game-method-borda-means = За перше місце у списку столу найбільше балів, за кожне наступне на один менше.
game-method-borda-of-rest = бали Борда з рештою
game-method-borda-of-rest-means = Як бали Борда, а те, чого стіл не купив, ділить решту балів.
game-method-tables-funded = столи, що купили
game-method-tables-funded-means = Вирішує кількість столів, що купили проєкт.
game-method-sum-money = сума грошей
game-method-sum-money-means = Вирішує сума грошей, покладених за всіма столами.
game-method-money-per-price = гроші на ціну
game-method-money-per-price-means = Вирішують покладені гроші, поділені на ціну.
game-method-median-amount = серединна сума
game-method-median-amount-means = Вирішує серединна з сум, які дали столи.
game-method-net-votes = голоси за мінус проти
game-method-net-votes-means = Вирішують голоси за мінус голоси проти.
game-method-count-buys = кількість покупців
game-method-count-buys-means = Вирішує кількість осіб, що заплатили.
game-col-measure = Захід
game-col-yield = Дає
game-col-proposed = Запропоновано
game-col-passed = Прийнято
game-scenario = лише на пробу
game-table-told = Особи: { $people-shown }. Витрачено: { $spent }. Залишилося: { $left }. Голосування: { $votes-shown }, згода у { $agreed-shown }.
game-measures-passed =
    { $n ->
        [one] { $n-shown } захід прийнято.
        [few] { $n-shown } заходи прийнято.
       *[many] { $n-shown } заходів прийнято.
    }
game-incomplete = лишилися гроші, які треба було витратити
