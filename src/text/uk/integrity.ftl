integrity-title = Контроль голосування
integrity-lead = Сторінка показує, як надійшли голоси і від кого. Вона не показує, за що хтось голосував і як стоїть голосування.
integrity-as-of =
    { $n ->
        [one] Станом на { $when }: проголосувала { $n-shown } особа.
        [few] Станом на { $when }: проголосували { $n-shown } особи.
       *[many] Станом на { $when }: проголосували { $n-shown } осіб.
    }
integrity-quiet = У цій кампанії зараз немає голосів у конвертах. Контролювати нічого.
integrity-none = Нічого такого немає.
integrity-choices-title = Однаковий вибір з однієї мережі
integrity-choices-why = Щонайменше { $n } осіб з однієї мережі вибрали те саме, і значно частіше за інших. Вибір тут відомий лише як однаковий або різний.
integrity-hour-title = Багато голосів з однієї мережі за годину
integrity-hour-why = Щонайменше { $n } голосів з однієї мережі протягом години.
integrity-network-title = Багато голосів з однієї мережі
integrity-network-why = Щонайменше { $n } голосів з однієї мережі за все голосування.
integrity-browser-title = Одна мережа і один вид пристрою
integrity-browser-why = Щонайменше { $n } голосів з однієї мережі, дев’ять з десяти – з пристроїв одного виду.
integrity-burst-title = Раптовий приплив
integrity-burst-why = Щонайменше { $n } голосів за десять хвилин і в { $times } разів більше, ніж зазвичай.
integrity-network = мережа { $name }
integrity-agent-other = інші пристрої
integrity-alarm = Потребує пояснення
integrity-shared = Спільна адреса
integrity-rush = Звичайний рух
integrity-legend = «Потребує пояснення»: щонайменше 20 осіб вибрали те саме, і це щонайменше втричі частіше, ніж в інших. «Спільна адреса» і «Звичайний рух»: вибір різний або такий, як у всіх, як у школі, офісі чи мобільній мережі.
integrity-what = Що спільного
integrity-persons = Особи
integrity-alike = Однаковий вибір
integrity-when = Від – до
integrity-meaning = Що це означає
integrity-show = Показати осіб
integrity-back = Усі списки
integrity-people =
    { $n ->
        [one] { $n-shown } особа
        [few] { $n-shown } особи
       *[many] { $n-shown } осіб
    }
integrity-more =
    { $n ->
        [one] і ще { $n-shown } особа
        [few] і ще { $n-shown } особи
       *[many] і ще { $n-shown } осіб
    }
integrity-name = Особа
integrity-channel = Як
integrity-day = День
integrity-state = Оскарження
integrity-channel-internet = через інтернет
integrity-channel-paper = на папері
integrity-channel-office = у міській раді
integrity-gone = Цієї групи вже немає у списках. Поверніться до списків і перевірте.
challenges-title = Оскаржені особи
challenges-lead = Одна особа оскаржує, друга підтверджує, апеляцію вирішує третя. До опечатування все можна скасувати.
challenge-all-title = Оскаржити всіх у цій групі
challenge-one-title = Оскаржити одну особу
challenge-what = Ви оскаржуєте особу, а не голос. Голос перестає рахуватися лише тоді, коли це підтвердить хтось інший.
challenge-all = Оскаржити всіх цих осіб
challenge-one = Оскаржити цю особу
challenge-email = Електронна адреса облікового запису
challenge-email-hint = Адреса, з якою ця особа має обліковий запис.
challenge-email-unknown = Немає облікового запису з цією адресою.
challenge-reason = Причина
challenge-reason-identity = Хтось голосував під чужим іменем
challenge-reason-entitlement = Особа не може голосувати в цій кампанії
challenge-reason-one-hand = Одна особа віддала голоси за багатьох інших
challenge-reason-pressure = Голос куплено або вимушено
challenge-reason-other = Інша причина
challenge-reason-missing = Виберіть причину.
challenge-words = Обґрунтування
challenge-words-hint = Від 20 до 2000 знаків. Його прочитає особа, якої це стосується.
challenge-words-missing = Напишіть від 20 до 2000 знаків.
challenge-state-proposed = чекає на підтвердження
challenge-state-confirmed = не рахується
challenge-state-appealed = апеляція чекає на рішення
challenge-state-upheld = не рахується після апеляції
challenge-state-lifted = скасовано, голос рахується
challenge-over = У цій кампанії зараз не можна нікого оскаржити чи щось скасувати.
challenge-already = Цих осіб уже оскаржено.
challenge-same = Підтверджує інша особа, ніж та, що оскаржує.
challenge-none = Змінювати вже нічого. Оновіть сторінку.
challenge-third = Апеляцію вирішує той, хто не оскаржував і не підтверджував.
challenge-number = Справа { $n }
challenge-acts = Справи
challenge-nobody = Нікого не оскаржено.
challenge-act = Справа
challenge-by = Хто і коли
challenge-how-far = Стан
challenge-open = Відкрити
challenge-waits = Справа чекає на підтвердження кимось іншим.
challenge-confirm = Підтвердити і не рахувати
challenge-withdraw-title = Скасування
challenge-withdraw-whom = Кого стосується
challenge-withdraw-all = Усі в цій справі
challenge-withdraw = Скасувати оскарження
challenge-why = Чому
challenge-appeals = Апеляції
challenge-lift = Задовольнити апеляцію: голос рахується
challenge-uphold = Відхилити апеляцію
challenge-own-title = Чи оскаржено ваш голос
challenge-own-unknown = Ми скажемо вам це, коли ви увійдете так само, як для голосування.
challenge-own-none = Ніхто не оскаржив ваш голос.
challenge-own-confirmed = Ваш голос оскаржено, його не буде пораховано. Ви можете подати апеляцію.
challenge-own-appealed = Ваша апеляція чекає на рішення.
challenge-own-upheld = Вашу апеляцію відхилено. Голос не буде пораховано.
challenge-own-lifted = Оскарження скасовано. Ваш голос рахується.
challenge-own-appeal = Апеляція
challenge-own-words = Ваші слова
challenge-own-hint = Від 20 до 2000 знаків. Не пишіть, за що ви голосували. Рішення ухвалить той, хто досі не брав у цьому участі.
challenge-own-send = Надіслати апеляцію
challenge-answer = Відповідь міської ради
done-challenge = Збережено.
done-challenge-proposed = Оскарження чекає на другу особу.
done-challenge-appealed = Апеляцію надіслано.
act-challenge-proposed = Оскаржено осіб
act-challenge-confirmed = Підтверджено оскарження
act-challenge-withdrawn = Скасовано оскарження
act-challenge-appealed = Надійшла апеляція на оскарження
act-challenge-upheld = Відхилено апеляцію на оскарження
act-challenge-lifted = Задоволено апеляцію на оскарження
