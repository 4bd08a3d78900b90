vote-title = Голосування
vote-begin = Почати заповнення
vote-resume = Повернутися до бюлетеня
vote-closed = Голосування в цій кампанії завершено.
vote-already = Ваш голос у скриньці.
vote-until = Бюлетень відкритий до { $when }.
vote-how-secret = Ніхто в мерії не побачить, за що ви голосуєте.
vote-how-once = Кожна особа віддає один голос.
vote-needs-account = Перед бюлетенем попросимо увійти.
vote-rule-city = На все місто:
vote-rule-district = У районі:
vote-rule-money = оберіть проєкти не більше ніж на { $money }.
vote-rule-points =
    { $n ->
        [one] роздайте { $n-shown } бал на будь-які проєкти.
        [few] роздайте { $n-shown } бали на будь-які проєкти.
       *[many] роздайте { $n-shown } балів на будь-які проєкти.
    }
vote-rule-projects =
    { $n ->
        [one] оберіть щонайбільше { $n-shown } проєкт.
        [few] оберіть щонайбільше { $n-shown } проєкти.
       *[many] оберіть щонайбільше { $n-shown } проєктів.
    }
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
ballot-remove = Зняти з бюлетеня
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
vote-blank = Цю частину ви лишаєте порожньою. Її не рахуватимуть.
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
        [one] зніміть { $n-shown } проєкт
        [few] зніміть { $n-shown } проєкти
       *[many] зніміть { $n-shown } проєктів
    }
refusal-over-budget = у бюлетені на { $money } забагато. Зніміть один проєкт.
refusal-under-cost = додайте проєкти щонайменше на { $money }
refusal-too-many-points =
    { $n ->
        [one] відніміть { $n-shown } бал
        [few] відніміть { $n-shown } бали
       *[many] відніміть { $n-shown } балів
    }
refusal-too-few-points =
    { $n ->
        [one] роздайте ще { $n-shown } бал
        [few] роздайте ще { $n-shown } бали
       *[many] роздайте ще { $n-shown } балів
    }
refusal-points-too-high = «{ $title }» може отримати щонайбільше { $n-shown }
refusal-points-too-low = «{ $title }» потребує щонайменше { $n-shown }
refusal-zero-points = «{ $title }» у бюлетені без балів. Дайте бал або зніміть проєкт.
refusal-repeated = «{ $title }» у бюлетені двічі
refusal-unknown-project = одного з проєктів уже немає в списку
receipt-title = Голос віддано
receipt-in-box = { $pool }: голос у скриньці
receipt-code = Код підтвердження
receipt-what = Цим кодом ви перевірите, що ваш голос у скриньці та в оприлюднених даних.
receipt-secret = Код не каже, за що ви голосуєте.
receipt-qr = QR-код для перевірки голосу
receipt-home = Назад до кампанії
receipt-lookup-title = Перевірте свій голос
receipt-lookup-how = Введіть код із підтвердження. Ми скажемо, чи є цей голос у скриньці, і нічого більше.
receipt-code-hint = 12 символів, регістр і риски не мають значення
receipt-act = Перевірити голос
receipt-found = Цей голос у скриньці
receipt-not-found = Немає голосу з таким кодом
receipt-not-found-then = Порівняйте код із підтвердженням символ за символом. Якщо збігається, напишіть до мерії.
