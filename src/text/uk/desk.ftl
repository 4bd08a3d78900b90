desk-title = Добрий день, { $name }
desk-waiting =
    { $n ->
        [one] { $n-shown } проєкт чекає на рішення
        [few] { $n-shown } проєкти чекають на рішення
       *[many] { $n-shown } проєктів чекає на рішення
    }
desk-queue = Чекають на рішення
desk-empty = Нічого не чекає. Нові проєкти з’являться тут, коли їх подадуть.
desk-back = Назад до столу
desk-public-page = Публічна сторінка
desk-phase = Етап кампанії
desk-acts = Останні дії
desk-no-acts = Ще нічого не записано.
verdict-accept-title = До бюлетеня
verdict-accept-means = Проєкт отримає місце в бюлетені, коли відкриється голосування.
verdict-accept = Прийняти проєкт
verdict-reject-title = Відхилення
verdict-reject = Відхилити проєкт
verdict-reason = Причина
verdict-reason-hint = Його побачать мешканці
verdict-reason-missing = Вкажіть причину, щонайменше 20 символів
verdict-reason-long = Вкладіть причину в 4000 символів
verdict-missing = Оберіть: прийняти чи відхилити
verdict-done = Рішення вже ухвалено
verdict-taken = Хтось інший уже вирішив щодо цього проєкту.
verdict-late = Після відкриття голосування список проєктів не змінюємо.
move-evaluation-title = Завершити подання
move-evaluation-means = Ніхто більше не подасть проєкт. Оцінювання триває.
move-evaluation-act = Завершити подання
move-voting-title = Відкрити голосування
move-voting-means = Прийняті проєкти потраплять до бюлетеня, і список більше не зміниться.
move-voting-act = Відкрити голосування
move-counting-title = Завершити голосування
move-counting-means = Скриньку буде закрито. Невіддані бюлетені до неї вже не потраплять.
move-counting-act = Завершити голосування
move-results-title = Підрахувати й оголосити
move-results-means = Порахуємо всі фонди й одразу покажемо результати з відкритими даними.
move-results-act = Підрахувати й оголосити
move-none-title = Кампанію завершено
move-confirm = Я знаю, що цього не можна скасувати
move-unconfirmed = Позначте, що знаєте, що станеться
move-undecided =
    { $n ->
        [one] { $n-shown } проєкт ще чекає на рішення і не потрапить до бюлетеня
        [few] { $n-shown } проєкти ще чекають на рішення і не потраплять до бюлетеня
       *[many] { $n-shown } проєктів ще чекає на рішення і не потрапить до бюлетеня
    }
