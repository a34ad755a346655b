## What is said to someone who asked too much

limit-person-minute =
    { $count ->
        [one] Das war { $count } Frage in einer Minute, mehr geht nicht. Bitte { $wait } wieder fragen.
       *[other] Das waren { $count } Fragen in einer Minute, mehr geht nicht. Bitte { $wait } wieder fragen.
    }
limit-person-day =
    { $count ->
        [one] Das war heute { $count } Frage, mehr geht nicht. Bitte nach Mitternacht UTC wieder fragen, { $wait }.
       *[other] Das waren heute { $count } Fragen, mehr geht nicht. Bitte nach Mitternacht UTC wieder fragen, { $wait }.
    }
limit-server-minute =
    { $count ->
        [one] Hier wurde in einer Minute { $count } Frage gestellt, mehr geht für alle zusammen nicht. Bitte { $wait } wieder fragen.
       *[other] Hier wurden in einer Minute { $count } Fragen gestellt, mehr geht für alle zusammen nicht. Bitte { $wait } wieder fragen.
    }
limit-server-day =
    { $count ->
        [one] Hier wurde heute { $count } Frage gestellt, mehr geht für alle zusammen nicht. Bitte nach Mitternacht UTC wieder fragen, { $wait }.
       *[other] Hier wurden heute { $count } Fragen gestellt, mehr geht für alle zusammen nicht. Bitte nach Mitternacht UTC wieder fragen, { $wait }.
    }
limit-server-dollars = Was Antworten hier am Tag kosten dürfen, ist aufgebraucht. Bitte nach Mitternacht UTC wieder fragen, { $wait }.
