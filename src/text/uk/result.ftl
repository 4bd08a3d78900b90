results-title =
    { $n ->
      [one] Переміг { $n-shown } проєкт
      [few] Перемогли { $n-shown } проєкти
     *[many] Перемогло { $n-shown } проєктів
    } { $pools ->
      [1] з одного фонду
      [one] з { $pools-shown } фонду
     *[many] з { $pools-shown } фондів
    }
results-final = Остаточні результати
results-ballots = Бюлетенів у скриньці
results-budget = До розподілу
results-spent = Розподілено
results-left = Залишилося
results-wall = Мозаїка після голосування: кольорові плитки – проєкти-переможці.
results-pool-money = фонд { $budget } · залишилося { $left }
results-how = { $pool }: як ми рахували
results-back = Усі фонди
results-pool-title = { $pool }: як ми рахували
results-winners =
    { $n ->
        [one] Переміг { $n-shown } проєкт
        [few] Перемогли { $n-shown } проєкти
       *[many] Перемогло { $n-shown } проєктів
    }
results-nobody = Жоден проєкт не переміг у цьому фонді.
results-steps = Крок за кроком
results-steps-greedy = Жадібний метод крок за кроком
steps-caption = Черга проєктів
votes-count =
    { $n ->
        [one] { $n-shown } голос
        [few] { $n-shown } голоси
       *[many] { $n-shown } голосів
    }
rule-order-votes = Проєкти беремо по черзі, починаючи з найбільшої кількості голосів.
rule-order-points = Проєкти беремо по черзі, починаючи з найбільшої кількості балів.
rule-skip = Проєкт перемагає, якщо на нього вистачає коштів; дорожчі пропускаємо і йдемо далі.
rule-stop = Проєкт перемагає, якщо на нього вистачає коштів; на першому надто дорогому зупиняємося.
rule-stop80 = На першому надто дорогому зупиняємося, хіба що решта покриває 80% його вартості: тоді місто доплачує.
rule-threshold-votes =
    { $n ->
        [one] Щоб перемогти, проєкт потребує щонайменше { $n-shown } голосу.
        [few] Щоб перемогти, проєкт потребує щонайменше { $n-shown } голосів.
       *[many] Щоб перемогти, проєкт потребує щонайменше { $n-shown } голосів.
    }
rule-threshold-points =
    { $n ->
        [one] Щоб перемогти, проєкт потребує щонайменше { $n-shown } бала.
        [few] Щоб перемогти, проєкт потребує щонайменше { $n-shown } балів.
       *[many] Щоб перемогти, проєкт потребує щонайменше { $n-shown } балів.
    }
rule-ties =
    { $n ->
        [one] { $n-shown } нічию вирішив порядок у бюлетені.
        [few] { $n-shown } нічиї вирішив порядок у бюлетені.
       *[many] { $n-shown } нічиїх вирішив порядок у бюлетені.
    }
official-title = Результат міста та жадібний метод
official-same =
    { $n ->
        [one] Жадібний метод дає тих самих переможців: { $n-shown } проєкт.
        [few] Жадібний метод дає тих самих переможців: { $n-shown } проєкти.
       *[many] Жадібний метод дає тих самих переможців: { $n-shown } проєктів.
    }
official-differs = Місто оголосило інших переможців, ніж вийшло за нашим підрахунком
official-other-rule = Місто рахувало іншим методом. Жадібний метод обрав би інакше.
official-figures = Жадібний метод обрав би стільки проєктів: { $greedy-shown }, з них тих самих, що й місто: { $both-shown }.
official-rule = Назва методу в даних: { $rule }
official-only-city =
    { $n ->
        [one] Лише в результаті міста: { $n-shown } проєкт
        [few] Лише в результаті міста: { $n-shown } проєкти
       *[many] Лише в результаті міста: { $n-shown } проєктів
    }
official-only-greedy =
    { $n ->
        [one] Лише жадібним методом: { $n-shown } проєкт
        [few] Лише жадібним методом: { $n-shown } проєкти
       *[many] Лише жадібним методом: { $n-shown } проєктів
    }
chart-votes = Голоси
chart-points = Бали
chart-first = Перші { $n-shown } з { $all-shown }; усі – в таблиці.
legend-won = повна смуга: переміг
legend-lost = заштрихована: не переміг
verdict-funded = Переміг
verdict-reserve = Переміг із доплатою
verdict-lost = Не переміг
verdict-does-not-fit = Не переміг: надто дорогий
verdict-below-threshold = Не переміг: нижче порога
verdict-excluded-by = Не переміг: його виключає інший проєкт
verdict-excluded-earlier = Не переміг: виключений раніше
verdict-withdrawn = Відкликано
verdict-after-stop = Не переміг: після кінця підрахунку
reason-funded = Вкладається у фонд
reason-reserve = Місто доплачує { $money }
reason-does-not-fit = Забракло { $money }
reason-below-threshold-votes = Нижче порога { $need-shown } голосів, забракло { $n-shown }
reason-below-threshold-points = Нижче порога { $need-shown } балів, забракло { $n-shown }
reason-excluded-by = На тому самому місці переміг інший проєкт
reason-excluded-earlier = На тому самому місці переміг проєкт з іншого фонду
reason-withdrawn = Відкликано до підрахунку
reason-after-stop = Підрахунок завершився раніше
why-lost = Чому проєкт «{ $title }» не переміг?
why-lacked = Забракло { $money }
why-left = Коли настала його черга, у фонді було
why-cost = Вартість проєкту: { $money }
why-more-votes =
    { $n ->
        [one] Йому вистачило б іще { $n-shown } голосу.
        [few] Йому вистачило б іще { $n-shown } голосів.
       *[many] Йому вистачило б іще { $n-shown } голосів.
    }
why-more-points =
    { $n ->
        [one] Йому вистачило б іще { $n-shown } бала.
        [few] Йому вистачило б іще { $n-shown } балів.
       *[many] Йому вистачило б іще { $n-shown } балів.
    }
data-title = Порахуйте самі
data-how = Відкриті дані цієї кампанії. Файли .pb рахує будь-яка програма, що знає формат Pabulib.
data-results-csv = Результати (CSV)
data-results-xlsx = Результати (XLSX)
data-projects-csv = Проєкти (CSV)
data-projects-xlsx = Проєкти (XLSX)
data-ballots = Голоси: { $pool } (.pb)
data-source = Джерело даних: { $source }
column-number = №
column-tile = Плитка
column-title = Проєкт
column-pool = Фонд
column-category = Категорія
column-cost = Вартість
column-state = Стан
column-reason = Причина
column-place = Місце
column-latitude = Широта
column-longitude = Довгота
column-votes = Голоси
column-points = Бали
column-score = Голоси або бали
column-verdict = Результат і причина
column-left = Залишилося у фонді
column-official = Обраний містом
column-edition = Кампанія
column-submitted = Подано
verdict-greedy-funded = Обраний цим методом
verdict-greedy-lost = Не обраний цим методом
