## Taking turns, being quiet

waiting = { $ahead ->
        [one] Another question is still being answered; yours is next.
       *[other] { $ahead } questions are being answered first; yours keeps its place.
    }
paused = I will be quiet here from now on. A mention still gets an answer; mention me with “resume” and I will listen again.
resumed = I am listening here again.

## What is heard, addressed to the bot, as a wish that it be quiet or speak again; words of politeness around it do not count (alternatives separated by |; accents count)

heard-pause = pause|be quiet|quiet|silence|shush|hush|shut up|stop|stop answering|stop answering here|stop talking|stop replying|stop responding|stop it|don’t answer here|don’t answer|do not answer here|mute|mute yourself|go to sleep|sleep|leave us alone
heard-resume = resume|go on|continue|unpause|unmute|wake up|come back|you can answer again|you may answer again|answer again|start answering|start answering again|start answering here|speak again|you can talk again|carry on
heard-politely = please|pls|thanks|thank you|now|ok|okay|hey|bot|for now|for a while|for a moment|for a bit|here|in here|in this channel|in this thread|again

## What people say to each other and expect no answer to from a bot (alternatives separated by |)

heard-aside = ok|okay|k|kk|yes|yeah|yep|yup|no|nope|nah|lol|lmao|rofl|wow|omg|cool|nice|great|awesome|perfect|got it|i see|makes sense|that makes sense|interesting|good point|agreed|true|exactly|indeed|right|same|same here|me too|good to know|fair|fair enough|oh|ah|aha|hm|hmm|well|so|really|for real|seriously|sure|are you sure|you sure|are you serious|are you ok|you ok|are you there|you there|anyone here|anyone there|anybody here|is anyone here|is anybody here|who knows|who cares|who asked|what the hell|what the heck|what the|wtf|what|huh|eh|so what|now what|why not|is it|isn’t it|is that so|innit|you know|know what i mean|see what i mean|what’s up|what’s new|sup|how’s it going|how are things|what do you think|what about you|how about you|and you|you too|can you believe it|can you believe that|can you believe this|can you imagine|guess what|tell me about it|tell me something new|how cool is that|how about that|what a day|what a mess|no problem|no worries|sounds good|will do|my bad|sorry|good luck|brb|afk|idk|i know|i don’t know
