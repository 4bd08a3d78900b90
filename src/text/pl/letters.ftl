mail-project-returned-subject = Projekt { $number }: potrzebne poprawki
mail-project-returned-body =
    Dzień dobry,

    urząd sprawdził projekt nr { $number }, „{ $title }”, i prosi o poprawki do { $until }:

    { $reason }

    Popraw projekt na jego stronie:

    { $link }
mail-project-passed-subject = Projekt { $number }: ocena formalna pozytywna
mail-project-passed-body =
    Dzień dobry,

    projekt nr { $number }, „{ $title }”, jest poprawny formalnie. Teraz wydziały ocenią, czy można go zrealizować.

    { $link }
mail-project-cost-subject = Projekt { $number }: urząd poprawił koszt
mail-project-cost-body =
    Dzień dobry,

    urząd poprawił kosztorys projektu nr { $number }, „{ $title }”. Powód:

    { $reason }

    Co się zmieniło, widać na stronie projektu:

    { $link }
mail-project-accepted-subject = Projekt { $number } jest na karcie
mail-project-accepted-body =
    Dzień dobry,

    projekt nr { $number }, „{ $title }”, jest przyjęty i będzie na karcie do głosowania.

    { $link }
mail-project-rejected-subject = Projekt { $number }: odrzucony
mail-project-rejected-body =
    Dzień dobry,

    urząd odrzucił projekt nr { $number }, „{ $title }”. Powód:

    { $reason }

    Możesz się odwołać do { $until }, na stronie projektu albo na papierze. Odwołanie rozstrzygnie ktoś, kto nie brał udziału w tej decyzji.

    { $link }
mail-appeal-received-subject = Projekt { $number }: odwołanie przyjęte
mail-appeal-received-body =
    Dzień dobry,

    odwołanie w sprawie projektu nr { $number }, „{ $title }”, jest zapisane. Rozstrzygnięcie będzie do { $until }.

    { $link }
mail-appeal-dismissed-subject = Projekt { $number }: odwołanie oddalone
mail-appeal-dismissed-body =
    Dzień dobry,

    odwołanie w sprawie projektu nr { $number }, „{ $title }”, jest oddalone. Powód:

    { $reason }

    { $link }
mail-appeal-reopened-subject = Projekt { $number }: ponowna ocena
mail-appeal-reopened-body =
    Dzień dobry,

    odwołanie w sprawie projektu nr { $number }, „{ $title }”, jest uwzględnione. Projekt ocenią jeszcze raz inne osoby. Powód:

    { $reason }

    { $link }
