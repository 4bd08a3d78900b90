vote-title = Голосування
vote-begin = Почати заповнювати бюлетень
vote-resume = Повернутися до бюлетеня
vote-closed = Зараз у цій кампанії не можна голосувати. Терміни – на сторінці кампанії.
vote-already = Ваш голос у скриньці.
vote-again-how = Ви можете змінити голос до { $when }. Рахується останній.
vote-again = Змінити голос
vote-again-resume = Завершити зміну голосу
vote-again-note = Ви змінюєте голос, який уже в урні. Доки не віддасте новий, рахується попередній.
vote-not-cast-again = Зміну ще не віддано. Рахується попередній голос.
vote-changed-elsewhere = Ваш голос тим часом змінився, можливо, на іншому пристрої. Відкрийте сторінку голосування й перевірте його.
vote-by-paper = Ваш голос в урні на папері. Змінити його можна в міській раді.
vote-code-void = Код, яким відкрито цей бюлетень, анульовано. Нічого не збережено. Новий код вам дадуть у мерії.
vote-by-office = Голос, відданий особисто в мерії, зараховується замість будь-якого іншого. Змінити його можна лише в мерії.
vote-at-office = Ви голосуєте в мерії. Цей бюлетень починається порожнім.
vote-at-office-means = Коли ви віддасте голос, зарахуємо його, а не відданий раніше, і ні інтернет, ні папір його вже не змінять. Доки ви його не віддали, нічого не змінюється.
vote-until = Голосувати можна до { $when }.
vote-how-secret = Ніхто в мерії не побачить, за що ви голосуєте.
vote-how-once = Кожен віддає один голос.
vote-needs-verifying = Перед бюлетенем ми попросимо підтвердити, що ви можете голосувати.
vote-rule-city = На все місто:
vote-rule-district = У районі:
vote-rule-money = оберіть проєкти не більше ніж на { $money }.
vote-rule-points =
    { $n ->
        [1] віддайте { $n-shown } бал будь-якому проєкту.
        [one] розподіліть { $n-shown } бал між будь-якими проєктами.
        [few] розподіліть { $n-shown } бали між будь-якими проєктами.
       *[many] розподіліть { $n-shown } балів між будь-якими проєктами.
    }
vote-rule-points-one = Один проєкт може отримати щонайбільше { $n }.
vote-rule-projects =
    { $n ->
        [one] оберіть щонайбільше { $n-shown } проєкт.
        [few] оберіть щонайбільше { $n-shown } проєкти.
       *[many] оберіть щонайбільше { $n-shown } проєктів.
    }
ballot-up = Перемістити вгору: { $title }
ballot-down = Перемістити вниз: { $title }
ballot-place = Місце { $n }
vote-rule-ranking =
    { $n ->
        [one] розташуйте { $n-shown } проєкт від найкращого.
        [few] розташуйте { $n-shown } проєкти від найкращого.
       *[many] розташуйте { $n-shown } проєктів від найкращого.
    }
vote-rule-ranking-between = розташуйте від { $fewest } до { $most } проєктів від найкращого.
vote-rule-any = оберіть скільки завгодно проєктів.
vote-area-title = Ваш район
vote-area-label = У якому районі ви голосуєте?
vote-area-hint = Можна голосувати в одному районі та в загальноміському фонді.
vote-area-none = Лише загальноміський фонд
vote-area-missing = Оберіть район або лише загальноміський фонд
vote-area-change = Змінити район
vote-ballot-title = Бюлетень
vote-random = Порядок проєктів випадковий і в кожного інший. Ваш не зміниться.
vote-save-and-leave = Зберегти й вийти
ballot-add = Додати до бюлетеня
ballot-remove = Прибрати з бюлетеня
ballot-first-point = Дати бал
ballot-more = Додати бал: { $title }
ballot-less = Відняти бал: { $title }
ballot-points-of = Бали: { $title }
ballot-points =
    { $n ->
        [one] { $n-shown } бал
        [few] { $n-shown } бали
       *[many] { $n-shown } балів
    }
ballot-chosen = У бюлетені
ballot-chosen-count =
    { $n ->
        [one] Обрано { $n-shown } проєкт
        [few] Обрано { $n-shown } проєкти
       *[many] Обрано { $n-shown } проєктів
    }
ballot-purse = Скільки залишилося
ballot-check = Перевірити бюлетень
left-money = Залишилося { $money }
left-money-over = У бюлетені на { $money } забагато
left-points =
    { $n ->
        [one] Залишився { $n-shown } бал
        [few] Залишилося { $n-shown } бали
       *[many] Залишилося { $n-shown } балів
    }
left-points-over =
    { $n ->
        [one] На { $n-shown } бал забагато
        [few] На { $n-shown } бали забагато
       *[many] На { $n-shown } балів забагато
    }
left-projects =
    { $n ->
        [0] Більше нічого додати не можна
        [one] Можна додати { $n-shown } проєкт
        [few] Можна додати { $n-shown } проєкти
       *[many] Можна додати { $n-shown } проєктів
    }
left-projects-over =
    { $n ->
        [one] На { $n-shown } проєкт забагато
        [few] На { $n-shown } проєкти забагато
       *[many] На { $n-shown } проєктів забагато
    }
vote-check-title = Перевірте свій бюлетень
vote-not-cast = Голос ще не віддано
vote-not-ready =
    { $n ->
        [one] Виправте { $n-shown } річ, перш ніж віддати голос
        [few] Виправте { $n-shown } речі, перш ніж віддати голос
       *[many] Виправте { $n-shown } речей, перш ніж віддати голос
    }
vote-blank = Цю частину бюлетеня ви залишаєте порожньою. Її не рахуватимуть.
vote-back = Назад до бюлетеня
vote-change = Змінити бюлетень
vote-cast = Віддати голос
refusal-empty = Бюлетень порожній. Оберіть щонайменше один проєкт.
refusal-too-few =
    { $n ->
        [one] оберіть щонайменше { $n-shown } проєкт
        [few] оберіть щонайменше { $n-shown } проєкти
       *[many] оберіть щонайменше { $n-shown } проєктів
    }
refusal-too-many =
    { $n ->
        [one] приберіть { $n-shown } проєкт
        [few] приберіть { $n-shown } проєкти
       *[many] приберіть { $n-shown } проєктів
    }
refusal-over-budget = у бюлетені на { $money } забагато. Приберіть один проєкт.
refusal-under-cost = додайте проєкти щонайменше на { $money }
refusal-too-many-points =
    { $n ->
        [one] відніміть { $n-shown } бал
        [few] відніміть { $n-shown } бали
       *[many] відніміть { $n-shown } балів
    }
refusal-too-few-points =
    { $n ->
        [one] розподіліть ще { $n-shown } бал
        [few] розподіліть ще { $n-shown } бали
       *[many] розподіліть ще { $n-shown } балів
    }
refusal-points-too-high =
    { $n ->
        [one] «{ $title }» може отримати щонайбільше { $n-shown } бал
        [few] «{ $title }» може отримати щонайбільше { $n-shown } бали
       *[many] «{ $title }» може отримати щонайбільше { $n-shown } балів
    }
refusal-points-too-low =
    { $n ->
        [one] дайте проєкту «{ $title }» щонайменше { $n-shown } бал
        [few] дайте проєкту «{ $title }» щонайменше { $n-shown } бали
       *[many] дайте проєкту «{ $title }» щонайменше { $n-shown } балів
    }
refusal-zero-points = «{ $title }» у бюлетені без балів. Дайте бал або приберіть проєкт.
refusal-repeated = «{ $title }» у бюлетені двічі. Приберіть його й додайте один раз.
refusal-unknown-project = одного з проєктів уже немає в списку. Поверніться до бюлетеня й оберіть інший.
receipt-title = Голос віддано
receipt-in-box = { $pool }: голос у скриньці
receipt-code = Код підтвердження
receipt-what = За цим кодом ви перевірите, чи ваш голос є у скриньці та в оприлюднених даних.
receipt-secret = Код не розкриває, за що ви голосуєте.
receipt-qr = QR-код для перевірки голосу
receipt-home = Назад до кампанії
receipt-lookup-title = Перевірте свій голос
receipt-lookup-how = Введіть код із підтвердження. Ми скажемо, чи є цей голос у скриньці та в якому фонді. Нічого більше.
receipt-code-hint = 12 символів; великі чи малі літери та дефіси не мають значення
receipt-act = Перевірити голос
receipt-found = Цей голос у скриньці
receipt-replaced = Цей голос замінено пізнішим голосом тієї самої особи. Рахується пізніший.
receipt-excluded = Цей голос не враховано: комісія виключила особу, яка його віддала. Якщо це помилка, напишіть до міської ради.
receipt-not-found = Немає голосу з таким кодом
receipt-not-found-then = Порівняйте код із підтвердженням символ за символом і введіть його ще раз. Якщо код збігається, напишіть до мерії.
receipt-code-wrong = Код має 12 символів. Перевірте, чи жодного не бракує.
vote-challenged = Чи хтось оскаржив мій голос?
vote-not-cast-yet = Голос ще не віддано. Кожен вибір збережено, віддасте його на наступній сторінці.
vote-rule-bands = оберіть щонайбільше: { $bands }.
vote-order = Порядок проєктів
vote-order-own = Так вони стоять у вас, доки не оберете інший порядок.
vote-order-drawn = випадково
vote-order-name = за абеткою
vote-order-cost = за вартістю
vote-order-number = за номером
ballot-band-to = { $name }: до { $to }
ballot-band-between = { $name }: понад { $from } до { $to }
ballot-band-from = { $name }: понад { $from }
ballot-band-most =
    { $n ->
        [one] щонайбільше { $n-shown } проєкт
        [few] щонайбільше { $n-shown } проєкти
       *[many] щонайбільше { $n-shown } проєктів
    }
ballot-band-empty = Тут немає проєкту.
ballot-chosen-for = { $chosen } за { $money }
ballot-place-of = Місце: { $title }
ballot-place-wrong = Введіть місце: число від 1 до { $most-shown }.
ballot-set-place = Поставити
ballot-set-places = Розставити місця
left-bands = Можна додати: { $bands }
left-bands-over = Забагато: { $bands }
refusal-too-many-in-band =
    { $n ->
        [one] { $name }: зніміть { $n-shown } проєкт
        [few] { $name }: зніміть { $n-shown } проєкти
       *[many] { $name }: зніміть { $n-shown } проєктів
    }
refusal-outside-bands = «{ $title }» не належить до жодного діапазону вартості. Зніміть цей проєкт.
refused-money = Не вміщується: бракує { $money }. Спершу зніміть інший проєкт.
refused-points =
    { $n ->
        [one] Усі бали роздано: у вас { $n-shown }. Спершу відніміть бал деінде.
        [few] Усі бали роздано: у вас { $n-shown }. Спершу відніміть бал деінде.
       *[many] Усі бали роздано: у вас { $n-shown }. Спершу відніміть бал деінде.
    }
refused-projects =
    { $n ->
        [one] Можна обрати { $n-shown } проєкт. Спершу зніміть інший.
        [few] Можна обрати { $n-shown } проєкти. Спершу зніміть інший.
       *[many] Можна обрати { $n-shown } проєктів. Спершу зніміть інший.
    }
refused-band =
    { $n ->
        [one] { $name }: можна обрати { $n-shown } проєкт. Спершу зніміть інший.
        [few] { $name }: можна обрати { $n-shown } проєкти. Спершу зніміть інший.
       *[many] { $name }: можна обрати { $n-shown } проєктів. Спершу зніміть інший.
    }
receipt-mail = Надіслати код собі
receipt-mail-subject = Код підтвердження голосу: { $edition }
receipt-mail-body = Мій голос в урні. Код підтвердження: { $codes }. Перевірити його можна на { $page }
receipt-next = Після голосування ми опублікуємо всі бюлетені без імен. За цим кодом ви знайдете свій.
ballot-rules-title = Правила бюлетенів
ballot-rules-one = Бюлетень
ballot-rules-means = Правила кожного фонду можна змінювати до відкриття голосування. Тоді їх заморожують і публікують разом з їхнім гешем.
ballot-rules-frozen = Голосування відкрите, тому правила бюлетенів заморожені.
ballot-rules-scoring = Оцінювання проєктів тут провести не можна, і голосування не відкриється. Оберіть інший вид бюлетеня.
ballot-rules-change = Змінити правила
ballot-rules-kind = Як голосують у цьому фонді?
ballot-rules-kind-missing = Оберіть, як голосують у цьому фонді
ballot-kind-approval = Вибір проєктів
ballot-kind-approval-hint = Не більше проєктів, ніж вказано в полі «Найбільше проєктів».
ballot-kind-bands = Вибір у діапазонах вартості
ballot-kind-bands-hint = Наприклад, один малий і один великий проєкт. Діапазони введіть нижче.
ballot-kind-knapsack = Витрачання грошей
ballot-kind-knapsack-hint = Проєкти, які разом коштують не більше, ніж «До витрачання».
ballot-kind-cumulative = Бали
ballot-kind-cumulative-hint = «Бали» до роздачі, щонайбільше «Для одного проєкту».
ballot-kind-ordinal = Порядок
ballot-kind-ordinal-hint = Рівно стільки місць, скільки вказано в полі «Найбільше проєктів», від найкращого.
ballot-kind-choose_one = Один проєкт
ballot-kind-choose_one-hint = Без жодних чисел.
ballot-rules-limits = Числа
ballot-rules-most = Найбільше проєктів
ballot-rules-most-hint = Для вибору проєктів і порядку.
ballot-rules-fewest = Найменше проєктів
ballot-rules-fewest-hint = Для вибору проєктів. Порожнє: досить одного.
ballot-rules-fewest-wrong = «Найменше проєктів» більше, ніж «Найбільше проєктів»
ballot-rules-points = Бали
ballot-rules-points-hint = Скільки кожна особа може роздати.
ballot-rules-each = Для одного проєкту
ballot-rules-each-hint = Найбільше балів. Порожнє: усі.
ballot-rules-each-wrong = Один проєкт не може отримати більше балів, ніж є до роздачі
ballot-rules-money = До витрачання
ballot-rules-money-hint = Порожнє: увесь фонд, { $money }.
ballot-rules-money-wrong = Введіть суму більшу за нуль, щонайбільше { $money }
ballot-rules-number-wrong = Введіть число від 1 до { $most-shown }
ballot-rules-bands = Діапазони вартості
ballot-rules-bands-hint = Від найдешевших. Кожен починається там, де закінчується попередній; останній не має кінця, тож його «Вартість до» залиште порожнім.
ballot-rules-bands-more = Більше діапазонів
ballot-rules-bands-few = Введіть щонайменше два діапазони
ballot-rules-band-is = Назва діапазону { $n-shown }
ballot-rules-band-to-is = Вартість до (діапазон { $n-shown })
ballot-rules-band-most-is = Найбільше проєктів (діапазон { $n-shown })
ballot-rules-band-name = Введіть назву, щонайбільше { $most-shown } знаки
ballot-rules-band-last = Останній діапазон не має кінця. Залиште це поле порожнім.
ballot-rules-band-to = Введіть вартість більшу, ніж у попередньому діапазоні
ballot-rules-at-once = Відмовляти одразу
ballot-rules-at-once-hint = Натискання, яке перевищує межу, не приймається, а картка проєкту каже чому. Без цього можна тимчасово обрати забагато.
done-ballot-rules = Правила бюлетеня збережено.
act-ballot-rules = Змінено правила бюлетеня
