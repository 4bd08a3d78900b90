rehearsal-title = Репетиція голосування
rehearsal-edition = Репетиція: { $title }
rehearsal-lead = Програма копіює цю едицію, і в копії голосують вигадані люди, через ті самі сторінки, що й мешканці: дехто натискає двічі, голосує з двох пристроїв, хоче забагато, змінює думку або запізнюється. Потім вона закриває копію, вилучає групу людей, опечатує, рахує та публікує, і перевіряє, чи все сходиться.
rehearsal-nobody = В едиції нічого не змінюється, і нікого з неї не копіюють: працівники й виборці вигадані. Наприкінці копія зникає.
rehearsal-voters = Скільки вигаданих людей
rehearsal-voters-hint = Від { $least } до { $most }. Дві тисячі займають кілька хвилин.
rehearsal-voters-wrong = Введіть число від { $least } до { $most }
rehearsal-begin = Провести репетицію
rehearsal-reload = Подивитися, як далеко
rehearsal-over = Голосування в цій едиції закінчилося. Репетицію проводять до нього.
rehearsal-runs = Триває репетиція. Водночас може тривати лише одна.
rehearsal-failed = Остання репетиція не дійшла до кінця. У журналі сервера записано:
rehearsal-step-copying = Копіювання едиції
rehearsal-step-codes = Друк одноразових кодів
rehearsal-step-voting = Люди голосують
rehearsal-step-excluding = Мерія вилучає групу людей і закриває голосування
rehearsal-step-sealing = Опечатування й підрахунок
rehearsal-step-checking = Перевірка опублікованого
rehearsal-result = Що має сходитися
rehearsal-column-must = Що має сходитися
rehearsal-column-expected = Очікувано
rehearsal-column-seen = Виявлено
rehearsal-column-holds = Результат
rehearsal-holds = сходиться
rehearsal-fails = НЕ СХОДИТЬСЯ
rehearsal-all-hold = { $n ->
    [one] Усі { $n-shown } умову виконано.
    [few] Усі { $n-shown } умови виконано.
    [many] Усі { $n-shown } умов виконано.
   *[other] Усі { $n-shown } умови виконано.
}
rehearsal-some-fail = { $n ->
    [one] { $n-shown } умову не виконано. Не відкривайте голосування, доки не знаєте чому.
    [few] { $n-shown } умови не виконано. Не відкривайте голосування, доки не знаєте чому.
    [many] { $n-shown } умов не виконано. Не відкривайте голосування, доки не знаєте чому.
   *[other] { $n-shown } умови не виконано. Не відкривайте голосування, доки не знаєте чому.
}
rehearsal-bundle = Завантажити опубліковану репетицію
rehearsal-bundle-what = Кожен перевірить її командою «sakwa verify». Назва й адреса кажуть, що це репетиція.
rehearsal-did-voters = вигадані люди
rehearsal-did-ballots = голоси в урні наприкінці
rehearsal-did-changed = люди, які змінили голос
rehearsal-did-doubles = люди, які надіслали ту саму форму двічі водночас
rehearsal-did-devices = люди, які голосували водночас із двох пристроїв
rehearsal-did-paper = особи, які проголосували на папері
rehearsal-did-both = особи, які проголосували в інтернеті й надіслали бюлетень
rehearsal-did-office = особи, від імені яких проголосував хтось інший і які проголосували в мерії
rehearsal-did-excluded = вилучені люди
rehearsal-did-too-much = форми, у яких було більше, ніж дозволено
rehearsal-did-wrong-code = коди, яких ніхто не друкував
rehearsal-did-late = форми, надіслані після останньої години
rehearsal-did-children = діти з реєстру: спершу проголосував опікун, потім сама дитина
rehearsal-did-added = особи, дописані до реєстру в мерії
rehearsal-did-child-twice = спроби проголосувати за дитину, яка вже голосує сама
rehearsal-did-late-twice = спроби дописати ту саму особу вдруге
rehearsal-check-box = Конверти в урні: стільки, скільки голосів люди пам’ятають
rehearsal-check-refused = Що слід було відхилити, відхилено
rehearsal-check-stored = Відмови, які щось записали
rehearsal-check-persons = Люди у списку тих, хто голосував, кожна особа раз на бюлетень
rehearsal-check-twice = Люди двічі в одному бюлетені
rehearsal-check-published = Опубліковані голоси: стільки, скільки подали ті, хто рахується
rehearsal-check-left-out = Голоси вилучених людей, кожен зі своїм листком
rehearsal-check-excluded = Люди, позначені як вилучені
rehearsal-check-paper = Особи, чий голос із паперу
rehearsal-check-office = Особи, чий голос віддано в мерії
rehearsal-check-children = Діти з реєстру, пораховані раз
rehearsal-check-declared = Голоси за дітей, яких немає в реєстрі
rehearsal-check-added = Особи, дописані в мерії, пораховані раз
rehearsal-check-letters = Листи особам, чий голос замінила паперова картка
rehearsal-check-marks = Голоси, проєкт за проєктом: скільки дали люди і скільки оголошено
rehearsal-check-ballots = Опубліковані голоси, які є тим, що обрали виборці
rehearsal-check-log = Листки журналу: один на кожен будь-коли поданий голос
rehearsal-check-receipts = Підтвердження, знайдені в журналі
rehearsal-check-replaced = Змінені голоси, названі зміненими
rehearsal-check-hashes = Підтвердження вилучених людей, названі вилученими
rehearsal-check-verify = Зауваження «sakwa verify», із контрольною точкою, збереженою під час голосування
rehearsal-check-receipt = Підтвердження, знайдене «sakwa verify»
rehearsal-check-recount = Пули, у яких повторний підрахунок дає тих самих переможців
rehearsal-check-pages = Пули, чия сторінка показує опублікованих переможців
rehearsal-check-export = Голоси з бази, які є в публікації
rehearsal-check-files = Завантажені файли, які такі самі, як у публікації
rehearsal-check-key = Ключі зв’язку, що залишилися
rehearsal-check-original = Справжня едиція така, якою була
act-rehearsed = Проведено репетицію голосування
rehearsal-check-early-alone = Спроби однієї особи завершити голосування раніше строку, які вдалися
rehearsal-check-early-refused = Пропозиції завершити раніше строку, які відхилила друга особа
rehearsal-check-early-goes-on = Після відхиленої пропозиції голосування триває до оголошеного строку
