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
challenge-number = Справа { $n }
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
challenge-own-title = Чи оскаржено ваш голос?
challenge-own-unknown = Ми скажемо вам це, коли ви увійдете так само, як для голосування.
challenge-own-none = Ніхто не оскаржив ваш голос.
challenge-own-confirmed = Ваш голос оскаржено, його не буде пораховано. Ви можете подати апеляцію.
challenge-own-until = Ви маєте час до { $when }. Раніше ніхто не опечатає голосування.
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
integrity-office =
    { $n ->
        [one] Повторне голосування в мерії: видано { $n-shown } код
        [few] Повторне голосування в мерії: видано { $n-shown } коди
       *[many] Повторне голосування в мерії: видано { $n-shown } кодів
    }
office-title = Повторне голосування в мерії
office-lead = Для особи, від імені якої проголосував хтось інший, і для тієї, що не може проголосувати сама.
office-rules = Як це працює
office-rule-1 = Одна особа в мерії перевіряє документ і описує справу, друга перевіряє документ ще раз і видає код.
office-rule-2 = Код відкриває порожній бюлетень. Відданий з нього голос зараховується замість попереднього; той залишається в журналі як замінений.
office-rule-3 = Тут ніхто не дізнається, чи ця особа вже голосувала і за що. Хто не віддасть голос із кодом, у того лишається попередній.
office-rule-4 = Ми пишемо про це особі на адресу, яку мерія вже знає.
office-closed = Віддати голос у мерії можна лише під час голосування.
office-cases = Справи
office-none = Справ іще немає.
office-limit-declared = Ця кампанія не має реєстру: ми знаємо людей за тим, що вони самі вказали перед бюлетенем. Впишіть дані так, як їх називає особа; записані інакше, вони для нас означають іншу особу.
office-limit-code = У цій кампанії ми знаємо людей лише за кодом із листа. Без листа невідомо, який голос виправляти.
office-limit-account = У цій кампанії ми знаємо людей за обліковим записом. Переконайтеся, що запис із цією адресою належить особі; голос із запису, який хтось інший створив на її ім'я, так не виправити.
office-limit-mixed = У цій кампанії є кілька шляхів до бюлетеня, які не знають один про одного. Тут виправляється лише голос, відданий тим, про який ми питаємо.
office-limit-child = Голос за дитину, якої немає в реєстрі, так не виправити. Якщо за неї голосує хтось чужий, допишіть дитину на сторінці «Особи поза реєстром»: вона отримає код до цього голосу.
office-open-title = Нова справа
office-document = З якого документа ви знаєте, хто це
office-document-hint = Досить виду. Номера ми не зберігаємо.
office-document-identity-card = Посвідчення особи
office-document-phone = mObywatel
office-document-passport = Паспорт
office-document-residence = Карта побиту
office-document-other = Інший документ із фото
office-document-missing = Виберіть документ.
office-proof = Документ
office-reason = Причина
office-reason-stolen = Хтось проголосував від імені цієї особи
office-reason-assisted = Не може проголосувати сама
office-reason-other = Інша
office-reason-missing = Виберіть причину.
office-words = Що додати
office-words-hint = Якщо причина інша, напишіть яка. Без прізвищ, номерів і адрес.
office-words-long = Не більше { $most } знаків.
office-words-personal = Тут є чийсь номер або адреса. Видаліть їх.
office-words-missing = Напишіть, яка це причина.
office-open = Передати другій особі
office-case = Справа { $n }
office-waits = Справа чекає на другу особу.
office-approve-how = Візьміть документ у руки і впишіть дані ще раз. Код буде видано, лише якщо це та сама особа.
office-approve = Видати код
office-take-back = Відкликати справу
office-take-back-means = Код перестане діяти. Голос, що вже в урні, залишиться.
office-state = Стан
office-state-open = чекає на другу особу
office-state-void = відкликана або замінена новою
office-state-given = код видано, діє до { $when }
office-number = Справа
office-by = Хто і коли
office-own = Ваш власний голос виправляє хтось інший.
office-waiting = Справа цієї особи вже чекає на другу особу. Вона є в списку.
office-same = Код видає не та особа, яка відкрила справу.
office-other = Це не та особа, для якої відкрито справу. Порівняйте дані з документом.
office-gone = Ця справа вже не чекає. Відкрийте список іще раз.
office-unknown = Ми не знаємо нікого з такими даними. Порівняйте їх із документом іще раз; якщо вони правильні, допишіть цю особу на сторінці «Особи поза реєстром».
office-slip-title = Код для голосування в мерії
office-slip-once = Код видно лише зараз. Надрукуйте його або покажіть особі, для якої він.
office-slip-back = Готово, назад до справ
office-slip-what = Цим кодом ви віддасте голос особисто. Він діє один раз, до { $when }.
office-slip-then = Зарахуємо цей голос, а не відданий раніше від вашого імені. Доки ви його не віддали, нічого не змінюється.
office-slip-secret = Нікому не показуйте цього коду. Голосуйте так, щоб ніхто не бачив, за що.
done-office-opened = Справа чекає на другу особу.
done-office-void = Справу відкликано.
act-office-opened = Відкрито справу повторного голосування в мерії
act-office-approved = Видано код для голосу в мерії
act-office-void = Відкликано справу повторного голосування в мерії
integrity-late =
    { $n ->
        [one] Особи поза реєстром: дописано { $n-shown } особу
        [few] Особи поза реєстром: дописано { $n-shown } особи
       *[many] Особи поза реєстром: дописано { $n-shown } осіб
    }
integrity-children =
    { $n ->
        [one] За { $n-shown } дитину поза реєстром опікун може голосувати на підставі заяви.
       *[many] За { $n-shown } дітей поза реєстром опікуни можуть голосувати на підставі заяви.
    }
integrity-child-of = Дитина; опікун: { $name }
