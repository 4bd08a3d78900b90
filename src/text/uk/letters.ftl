mail-project-returned-subject = Проєкт { $number }: потрібні виправлення
mail-project-returned-body =
    Добрий день,

    міськрада перевірила проєкт № { $number }, «{ $title }», і просить виправити до { $until }:

    { $reason }

    Виправ проєкт на його сторінці:

    { $link }
mail-project-passed-subject = Проєкт { $number }: формальну перевірку пройдено
mail-project-passed-body =
    Добрий день,

    проєкт № { $number }, «{ $title }», формально правильний. Тепер відділи оцінять, чи можна його реалізувати.

    { $link }
mail-project-cost-subject = Проєкт { $number }: міськрада виправила вартість
mail-project-cost-body =
    Добрий день,

    міськрада виправила кошторис проєкту № { $number }, «{ $title }». Причина:

    { $reason }

    Що змінилося, видно на сторінці проєкту:

    { $link }
mail-project-accepted-subject = Проєкт { $number } у бюлетені
mail-project-accepted-body =
    Добрий день,

    проєкт № { $number }, «{ $title }», прийнято, і він буде в бюлетені.

    { $link }
mail-project-rejected-subject = Проєкт { $number }: відхилено
mail-project-rejected-body =
    Добрий день,

    міськрада відхилила проєкт № { $number }, «{ $title }». Причина:

    { $reason }

    Апеляцію можна подати до { $until }, на сторінці проєкту або на папері. Її розгляне той, хто не брав участі в цьому рішенні.

    { $link }
mail-appeal-received-subject = Проєкт { $number }: апеляцію прийнято
mail-appeal-received-body =
    Добрий день,

    апеляцію щодо проєкту № { $number }, «{ $title }», записано. Рішення буде до { $until }.

    { $link }
mail-appeal-dismissed-subject = Проєкт { $number }: апеляцію відхилено
mail-appeal-dismissed-body =
    Добрий день,

    апеляцію щодо проєкту № { $number }, «{ $title }», відхилено. Причина:

    { $reason }

    { $link }
mail-appeal-reopened-subject = Проєкт { $number }: повторна оцінка
mail-appeal-reopened-body =
    Добрий день,

    апеляцію щодо проєкту № { $number }, «{ $title }», задоволено. Проєкт ще раз оцінять інші особи. Причина:

    { $reason }

    { $link }
