## What is said to someone who asked too much

limit-person-minute =
    { $count ->
        [one] That was { $count } question in a minute, which is the limit. Please ask again { $wait }.
       *[other] That was { $count } questions in a minute, which is the limit. Please ask again { $wait }.
    }
limit-person-day =
    { $count ->
        [one] That was { $count } question today, which is the limit. Please ask again after midnight UTC, { $wait }.
       *[other] That was { $count } questions today, which is the limit. Please ask again after midnight UTC, { $wait }.
    }
limit-server-minute =
    { $count ->
        [one] { $count } question was asked here in a minute, which is the limit for everyone together. Please ask again { $wait }.
       *[other] { $count } questions were asked here in a minute, which is the limit for everyone together. Please ask again { $wait }.
    }
limit-server-day =
    { $count ->
        [one] { $count } question was asked here today, which is the limit for everyone together. Please ask again after midnight UTC, { $wait }.
       *[other] { $count } questions were asked here today, which is the limit for everyone together. Please ask again after midnight UTC, { $wait }.
    }
limit-server-dollars = What answers may cost here in a day is used up. Please ask again after midnight UTC, { $wait }.
