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
phase-voting-over = Термін голосування в календарі вже минув. Спершу перенесіть його.
calendar-submission = Подання
calendar-evaluation = Оцінювання
calendar-voting = Голосування
calendar-counting = Підрахунок
calendar-results = Результати
calendar-until = до { $day }
calendar-from = від { $day }
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
        [one] Роздайте сьогодні свій { $n-shown } бал
        [few] Роздайте сьогодні свої { $n-shown } бали
       *[many] Роздайте сьогодні свої { $n-shown } балів
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
lead-submission = Місто має { $money } на ідеї мешканців. Приймаємо подання до { $when }.
lead-evaluation = До розподілу { $money }. Голосування відкриється, коли мерія завершить оцінювання (до { $when }).
lead-voting = Місто має { $money } на ідеї мешканців. Бюлетень відкритий до { $when }.
lead-counting = До розподілу { $money }. Результати оголосимо до { $when }.
lead-results = Мешканці розподілили { $money }. Кожен може перерахувати голоси з відкритих даних.
days-left =
    { $n ->
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
vote-takes = Це займе близько 4 хвилин. Незавершений бюлетень зачекає.
wall-caption = Мозаїка проєктів ({ $n-shown }): одна плитка – один проєкт, більша – від { $money }.
where-we-are = Де ми зараз
some-title =
    { $n ->
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
purse-asked = Усі проєкти ({ $n-shown }) разом коштують { $money } – більше, ніж є в саквах. Тому й голосуємо.
some-winners =
    { $n ->
        [one] { $n-shown } проєкт-переможець
        [few] Кілька з { $n-shown } проєктів-переможців
       *[many] Кілька з { $n-shown } проєктів-переможців
    }
purse-was = Скільки було до розподілу
