said-comments =
    { $n ->
        [one] { $n-shown } коментар
        [few] { $n-shown } коментарі
       *[many] { $n-shown } коментарів
    }
said-follow = Сповіщення електронною поштою
comments-title = Коментарі
comments-none = Ніхто ще нічого не написав.
comments-pages = Сторінки коментарів
comment-sign-in = Увійдіть і прокоментуйте
comment-body = Ваш коментар
comment-body-hint = Його побачать усі. Без персональних даних і образ.
comment-signed = Підпис
comment-signed-hint = Наприклад ім’я або назва групи. Ім’я та прізвище з облікового запису не показуємо.
comment-signed-wrong = Підпис може мати щонайбільше 60 знаків
comment-unsigned = Без підпису
comment-by-author = автор проєкту
comment-act = Додати коментар
comment-missing = Напишіть коментар, щонайменше 3 знаки
comment-slow = Це багато коментарів за короткий час. Цей текст лишається тут: надішліть його за 10 хвилин.
comment-closed = Цей проєкт уже не можна коментувати.
comment-hidden = Коментар приховано міською радою
comment-hidden-why = Причина: { $reason }
comment-appealed = Оскарження чекає на другу особу з міської ради.
comment-final = Оскарження розглянуто: { $answer }
comment-report = Поскаржитися на коментар
comment-report-title = Поскаржтеся на коментар
comment-report-means = Коментар прочитає особа з міської ради. Його автор не дізнається, хто поскаржився.
comment-report-label = Що не так
comment-report-act = Надіслати скаргу
comment-appeal = Оскаржити
comment-appeal-title = Оскаржте приховування
comment-appeal-means = Ваш коментар прочитає інша особа, ніж та, що його приховала.
comment-appeal-label = Чому він має повернутися
comment-appeal-act = Надіслати оскарження
comment-reason-wrong = Напишіть від 10 до 1000 знаків
comment-no-appeal = Це вже не можна оскаржити.
report-once = Ви вже поскаржилися на цей коментар.
moderate-title = Коментарі для перегляду
moderate-empty = Нічого не чекає. Скарги й оскарження з’являться тут.
moderate-comment = Коментар { $id }
moderate-reports =
    { $n ->
        [one] { $n-shown } скарга
        [few] { $n-shown } скарги
       *[many] { $n-shown } скарг
    }
moderate-appeal = Оскарження
moderate-keep = Залишити
moderate-hide = Приховати
moderate-restore = Відновити
moderate-uphold = Залишити прихованим
moderate-second-person = Оскарження розглядає інша особа, ніж та, що приховала коментар.
moderate-taken = Цю справу хтось уже вирішив або має вирішити інша особа.
follow-title = Сповіщення про проєкт
follow-means = Напишемо, коли щодо проєкту щось зміниться: оцінка, оскарження, результат. Спершу Ви підтвердите адресу, а відмовитися можна з кожного листа.
follow-act = Хочу отримувати сповіщення
follow-unconfirmed = Хочете отримувати сповіщення про цей проєкт?
follow-confirmed = Сповіщення про цей проєкт надходять на Вашу адресу.
follow-yes = Так, пишіть
follow-no = Не пишіть
done-commented = Коментар додано.
done-reported = Скаргу надіслано.
done-comment-appealed = Оскарження надіслано.
done-moderated = Рішення збережено.
done-follow-asked = Перевірте пошту й підтвердьте адресу.
done-follow-yes = Сповіщення увімкнено.
done-follow-no = Сповіщення вимкнено, адресу видалено.
act-comment-kept = Залишено коментар
act-comment-hidden = Приховано коментар
act-comment-restored = Відновлено коментар
act-comment-upheld = Підтверджено приховування коментаря
mail-follow-subject = Підтвердьте сповіщення про проєкт «{ $title }»
mail-follow-body =
    Добрий день,

    хтось вказав цю адресу, щоб отримувати сповіщення про проєкт «{ $title }». Якщо це Ви, підтвердьте:

    { $link }

    Якщо це не Ви, не робіть нічого.
mail-followed-subject = { $what }: «{ $title }»
mail-followed-body =
    Добрий день,

    щодо проєкту «{ $title }» є новина: { $what }.

    Проєкт і відмова від сповіщень: { $link }
