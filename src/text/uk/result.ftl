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
official-title = Результат міста і жадібний метод
official-same =
    { $n ->
        [one] Жадібний метод дає тих самих переможців: { $n-shown } проєкт.
        [few] Жадібний метод дає тих самих переможців: { $n-shown } проєкти.
       *[many] Жадібний метод дає тих самих переможців: { $n-shown } проєктів.
    }
official-differs = Місто оголосило інших переможців, ніж вийшло за нашим підрахунком
official-other-rule = Місто рахувало іншим методом. Жадібний метод обрав би інакше.
official-figures = Наш підрахунок обрав би стільки проєктів: { $ours-shown }, з них ті самі, що й місто: { $both-shown }.
official-rule = Назва методу в даних: { $rule }
official-only-city =
    { $n ->
        [one] Лише в результаті міста: { $n-shown } проєкт
        [few] Лише в результаті міста: { $n-shown } проєкти
       *[many] Лише в результаті міста: { $n-shown } проєктів
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
official-ours = Результат міста і наш підрахунок
official-recounted =
    { $n ->
        [one] Рахуємо методом міста ({ $rule }) і отримуємо той самий { $n-shown } проєкт-переможець.
        [few] Рахуємо методом міста ({ $rule }) і отримуємо ті самі { $n-shown } проєкти-переможці.
       *[many] Рахуємо методом міста ({ $rule }) і отримуємо ті самі { $n-shown } проєктів-переможців.
    }
official-only-ours =
    { $n ->
        [one] Лише в нашому підрахунку: { $n-shown } проєкт
        [few] Лише в нашому підрахунку: { $n-shown } проєкти
       *[many] Лише в нашому підрахунку: { $n-shown } проєктів
    }
rule-phragmen = Гроші надходять усім, хто голосує, з однаковою швидкістю. Проєкт купують, щойно на нього вистачає тим, хто за нього голосує.
rule-shares = Кожен бюлетень отримує однаково: { $money }.
rule-shares-buy = Проєкт купують ті, хто за нього голосує. Платять порівну, а хто має менше, віддає решту.
rule-shares-round = У кожному раунді перемагає проєкт з найбільшою кількістю ефективних голосів: це його вартість, поділена на ціну одного голосу.
rule-shares-raises =
    { $n ->
        [one] Суму на бюлетень підняли { $n-shown } раз на { $money }: вище результат не вмістився б у фонд.
        [few] Суму на бюлетень підняли { $n-shown } рази на { $money }: вище результат не вмістився б у фонд.
       *[many] Суму на бюлетень підняли { $n-shown } разів на { $money }: вище результат не вмістився б у фонд.
    }
rule-shares-rest = Решту фонду отримали наступні за голосами проєкти, які в неї вмістилися.
rule-shares-compared = Наприкінці результат порівняли з жадібним методом. Бюлетенів, що віддають перевагу цьому результату: { $shares-shown }. Бюлетенів, що віддають перевагу жадібному методу: { $greedy-shown }.
column-effective = Ефективні голоси
reason-supporters-short = Його виборцям забракло { $money }
reason-no-support = За нього ніхто не проголосував
reason-funded-shares = Його купили його виборці
reason-funded-rest = Куплено за решту фонду
verdict-supporters-short = Не переміг: виборцям забракло грошей
verdict-no-support = Не переміг: без голосів
share-price = Ціна голосу, щонайбільше
share-payers = Заплатило бюлетенів
share-exhausted = з них віддали все
share-means = Ефективні голоси — це вартість, поділена на ціну голосу. Що менше бюлетенів віддає все, то ближче вони до кількості голосів.
why-won = Чому проєкт «{ $title }» переміг?
why-place = У черзі був { $place-shown }-м із { $all-shown }: { $score }.
why-more = Повна відповідь
why-project = Сторінка проєкту
why-never = Жодної кількості голосів тут не вистачило б.
why-supporters-have = Його виборці ще мали
why-same-share = За тієї самої суми на бюлетень ({ $money }):
why-more-ballots =
    { $n ->
        [one] Вистачило б ще { $n-shown } бюлетеня лише з цим проєктом.
        [few] Вистачило б ще { $n-shown } бюлетенів лише з цим проєктом.
       *[many] Вистачило б ще { $n-shown } бюлетенів лише з цим проєктом.
    }
why-wins-at = Він переміг би також із вартістю щонайбільше { $money }.
why-excluded = Його виключив проєкт-переможець { $number }.
why-rivals-title = Хто був перед ним
why-rivals = Без будь-якого з цих проєктів він переміг би.
why-rivals-shares = За ці проєкти-переможці його виборці голосували найчастіше.
compare-title = Ті самі бюлетені, інший метод
compare-intro = Так виглядав би результат, якби місто рахувало інакше.
compare-caption = Порівняння двох методів
compare-figure = Що порівнюємо
compare-funded = Обрані проєкти
compare-spent = Витрачено
compare-served = Бюлетені щонайменше з одним обраним проєктом
compare-average = Обрані проєкти на один бюлетень, у середньому
compare-prefer = Бюлетені, які мають більше з цього результату
compare-same = Обидва методи обирають ті самі проєкти.
compare-only = Лише { $method }: { $n-shown }
compare-none = Жодного.
method-greedy = жадібний метод
method-shares = рівні частки
method-phragmen = метод Фрагмена
about-greedy = Проєкти беруть по черзі, від найбільшої кількості голосів, доки вони вміщаються у фонд.
results-declared = Частина голосів ґрунтується на заяві: виборця, що він тут живе, або опікуна, що голосує за свою дитину.
results-small =
    { $n ->
        [one] Пули, де менше ніж { $n-shown } голос, не відкриваємо голос за голосом: візерунок указав би на особу.
        [few] Пули, де менше ніж { $n-shown } голоси, не відкриваємо голос за голосом: візерунок указав би на особу.
       *[many] Пули, де менше ніж { $n-shown } голосів, не відкриваємо голос за голосом: візерунок указав би на особу.
    }
