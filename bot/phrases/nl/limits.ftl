## What is said to someone who asked too much

limit-person-minute =
    { $count ->
        [one] Dat was { $count } vraag in een minuut, en dat is de limiet. Stel je vraag { $wait } opnieuw.
       *[other] Dat waren { $count } vragen in een minuut, en dat is de limiet. Stel je vraag { $wait } opnieuw.
    }
limit-person-day =
    { $count ->
        [one] Dat was { $count } vraag vandaag, en dat is de limiet. Stel je vraag opnieuw na middernacht UTC, { $wait }.
       *[other] Dat waren { $count } vragen vandaag, en dat is de limiet. Stel je vraag opnieuw na middernacht UTC, { $wait }.
    }
limit-server-minute =
    { $count ->
        [one] Hier is in een minuut { $count } vraag gesteld, de limiet voor iedereen samen. Stel je vraag { $wait } opnieuw.
       *[other] Hier zijn in een minuut { $count } vragen gesteld, de limiet voor iedereen samen. Stel je vraag { $wait } opnieuw.
    }
limit-server-day =
    { $count ->
        [one] Hier is vandaag { $count } vraag gesteld, de limiet voor iedereen samen. Stel je vraag opnieuw na middernacht UTC, { $wait }.
       *[other] Hier zijn vandaag { $count } vragen gesteld, de limiet voor iedereen samen. Stel je vraag opnieuw na middernacht UTC, { $wait }.
    }
limit-server-dollars = Wat antwoorden hier per dag mogen kosten, is op. Stel je vraag opnieuw na middernacht UTC, { $wait }.
