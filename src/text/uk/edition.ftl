phase-submission = Триває подання
phase-evaluation = Триває оцінювання
phase-voting = Триває голосування
phase-counting = Голосування завершено
phase-results = Остаточні результати
phase-submission-means = Ви можете подати свій проєкт.
phase-evaluation-means = Мерія перевіряє подані проєкти.
phase-voting-means = Ви можете віддати голос.
phase-counting-means = Рахуємо голоси.
phase-results-means = Подивіться, які проєкти перемогли й чому.
phase-last = Це вже останній етап.
phase-moved = Етап уже змінився. Оновіть сторінку.
phase-voting-over = Термін голосування в календарі вже минув, тому голосування не можна відкрити. Напишіть адміністраторові сайту.
calendar-submission = Подання
calendar-evaluation = Оцінювання
calendar-voting = Голосування
calendar-counting = Підрахунок
calendar-results = Результати
calendar-until = до { $day }
calendar-from = з { $day }
calendar-ballots =
    { $n ->
        [one] { $n-shown } бюлетень у скриньці
        [few] { $n-shown } бюлетені у скриньці
       *[many] { $n-shown } бюлетенів у скриньці
    }
pool-citywide = Загальноміський фонд
headline-submission = Подайте сьогодні свій проєкт
headline-evaluation = Мерія перевіряє проєкти
headline-counting = Рахуємо голоси
headline-voting = Віддайте сьогодні свій голос
headline-points =
    { $n ->
        [one] Розподіліть сьогодні свій { $n-shown } бал
        [few] Розподіліть сьогодні свої { $n-shown } бали
       *[many] Розподіліть сьогодні свої { $n-shown } балів
    }
headline-projects =
    { $n ->
        [one] Оберіть сьогодні { $n-shown } проєкт
        [few] Оберіть сьогодні { $n-shown } проєкти
       *[many] Оберіть сьогодні { $n-shown } проєктів
    }
headline-money = Складіть сьогодні свій бюджет
headline-results =
    { $n ->
        [one] Переміг { $n-shown } проєкт
        [few] Перемогли { $n-shown } проєкти
       *[many] Перемогло { $n-shown } проєктів
    }
lead-submission = Місто виділяє { $money } на ідеї мешканців. Проєкти приймаємо до { $when }.
lead-evaluation = До розподілу { $money }. Голосування відкриється, коли мерія завершить оцінювання (до { $when }).
lead-voting = Місто виділяє { $money } на ідеї мешканців. Голосувати можна до { $when }.
lead-counting = До розподілу { $money }. Результати оголосимо до { $when }.
lead-results = До розподілу було { $money }. Кожен може перерахувати голоси за відкритими даними.
days-left =
    { $n ->
        [0] Залишилося менше ніж 24 години.
        [one] Залишився ще { $n-shown } день.
        [few] Залишилося ще { $n-shown } дні.
       *[many] Залишилося ще { $n-shown } днів.
    }
vote-act = Голосувати
results-act = Переглянути результати
projects-act = Переглянути проєкти
submit-start-act = Подати проєкт
projects-see =
    { $n ->
        [one] Переглянути { $n-shown } проєкт
        [few] Переглянути { $n-shown } проєкти
       *[many] Переглянути { $n-shown } проєктів
    }
vote-takes = Голосування займе близько 4 хвилин. Незавершений бюлетень зачекає.
wall-caption = Мозаїка проєктів ({ $n-shown }): одна плитка – один проєкт. Великі плитки коштують від { $money }.
where-we-are = Де ми зараз
some-title =
    { $n ->
        [1] { $n-shown } проєкт
        [one] Кілька з { $n-shown } проєкту
        [few] Кілька з { $n-shown } проєктів
       *[many] Кілька з { $n-shown } проєктів
    }
some-random = Щогодини показуємо інші. Жоден не має переваги.
projects-all = Усі проєкти
purse-title = Скільки є до розподілу
purse-more =
    { $n ->
        [one] Ще { $n-shown } фонд
        [few] Ще { $n-shown } фонди
       *[many] Ще { $n-shown } фондів
    }
purse-asked = Усі проєкти ({ $n-shown }) разом коштують { $money } – більше, ніж є в сакві. Тому й голосуємо.
some-winners =
    { $n ->
        [1] { $n-shown } проєкт-переможець
        [one] Кілька з { $n-shown } проєкту-переможця
        [few] Кілька з { $n-shown } проєктів-переможців
       *[many] Кілька з { $n-shown } проєктів-переможців
    }
purse-was = Скільки було до розподілу
wall-caption-equal = Мозаїка проєктів ({ $n-shown }): одна плитка – один проєкт.
front-until = До { $when }.
rules-frozen = Голосування вже відкрито: правил цієї едиції не можна змінити.
deciding-frozen = Подання вже відкрито. Того, що вирішує долю проєктів, у цій кампанії змінити не можна.
lead-preparation-undated = Буде розподілено { $money }. Правила й строки оголосимо незабаром.
lead-submission-undated = Місто виділяє { $money } на ідеї мешканців. Проєкти приймаємо.
lead-evaluation-undated = До розподілу { $money }. Голосування відкриється, коли мерія завершить оцінювання.
lead-voting-undated = Місто виділяє { $money } на ідеї мешканців. Голосування відкрито.
lead-counting-undated = До розподілу { $money }. Результати оголосимо, коли голоси буде підраховано.
some-none = Проєктів ще немає
headline-nobody = Жоден проєкт не переміг
