site-name = Sakwa
site-title = Sakwa, { $city }
site-heading = Громадські бюджети
site-lead = Місто відкладає гроші, а мешканці вирішують, на що вони підуть.
no-editions = Поки що немає жодної кампанії.
editions-title = Кампанії
title-error = Помилка: { $title }
skip = Перейти до вмісту
nav-main = Головне меню
nav-today = Сьогодні
nav-projects = Проєкти
nav-submit = Подати проєкт
nav-voting = Голосування
nav-results = Результати
nav-desk = Кабінет
nav-my = Мої проєкти
nav-sign-in = Увійти
nav-editions = Усі кампанії
nav-receipt = Перевірити свій голос
theme-day = Вигляд: день
theme-night = Вигляд: ніч
sign-out = Вийти
back = Назад
change = Змінити
print = Надрукувати
optional = необов’язково
yes = так
no = ні
characters-left = Залишилося символів: {"{}"}
errors-title =
    { $n ->
        [one] Виправте { $n-shown } поле
        [few] Виправте { $n-shown } поля
       *[many] Виправте { $n-shown } полів
    }
text-short =
    { $n ->
        [one] Напишіть щонайменше { $n-shown } символ
        [few] Напишіть щонайменше { $n-shown } символи
       *[many] Напишіть щонайменше { $n-shown } символів
    }
text-long = Вкладіться в { $n-shown } символів: зараз на { $over-shown } більше
error-title = Не вдалося
error-way-out = На головну сторінку
error-request = Номер події для підтримки: { $id }
error-not-found = Тут немає такої сторінки. Адреса могла змінитися, або проєкт ще не оприлюднено.
error-forbidden = Цей обліковий запис не має сюди доступу. Якщо це ваше завдання, вийдіть і увійдіть у відповідний обліковий запис.
error-see-other = Відповідь на іншій сторінці.
error-bad-request = Цю форму не вдалося прочитати. Поверніться й надішліть її ще раз.
error-busy = Зараз Sakwa має дуже багато відвідувачів. Нічого не втрачено: спробуйте ще раз за мить.
error-internal = Щось зламалося з нашого боку. Якщо це був голос, перевірте на сторінці голосування, чи він у скриньці. Якщо його там немає, надішліть його ще раз.
month-1 = січня
month-2 = лютого
month-3 = березня
month-4 = квітня
month-5 = травня
month-6 = червня
month-7 = липня
month-8 = серпня
month-9 = вересня
month-10 = жовтня
month-11 = листопада
month-12 = грудня
done-signed-out = Ви вийшли.
done-submitted = Проєкт подано. Тут ви побачите, що далі.
done-accepted = Проєкт потрапить до бюлетеня.
done-rejected = Проєкт не потрапить до бюлетеня. Причина оприлюднена.
done-moved = Кампанія перейшла до наступного етапу.
error-title-not-found = Тут немає такої сторінки
error-title-forbidden = Це не ваші двері
