"""Whether one of two sentences with the same words says not, or up where the other says down."""

from __future__ import annotations

import re

from bot.text.words import content, fold, stems, word_set, words

_NOT = {
    "en": r"not|never|no|none|neither|nor|cannot|nobody|nothing|nowhere|\w+n['’]t",
    "fr": "pas|jamais|aucune?s?|ni",
    "de": r"nicht|nie|niemals|kein\w*|niemand\w*|nichts|weder",
    "es": r"no|nunca|jamás|ningún\w*|ningun\w*|nadie|tampoco|ni",
    "it": r"non|mai|nessun\w*|niente|nulla|né",
    "pt": r"não|nunca|jamais|nenhum\w*|ninguém|nem",
    "nl": r"niet|nooit|geen|niemand|niets|noch",
}
# Words that deny in other ways: where one stands on the other side, nothing was turned round.
_DENIES = {
    "en": r"without|hardly|barely|few|little|unable|fail\w*|lack\w*|den(?:y|ie)\w*|refus\w*"
    r"|avoid\w*|prevent\w*|rather than|instead|except|un\w{4,}|in\w{5,}|im\w{5,}|dis\w{4,}|less"
    r"|\w+less|only|rejected|stopped|absence|against|far from|too",
    "fr": r"sans|peu|guère|refus\w*|manqu\w*|échou\w*|empêch\w*|rien|plus|personne|sauf|plutôt que"
    r"|absence|in\w{4,}|im\w{4,}|dé\w{4,}|seulement|trop",
    "de": r"ohne|kaum|wenig\w*|fehl\w*|scheitert\w*|weiger\w*|verhinder\w*|statt|un\w{3,}|\w+los\w*"
    r"|nur|gegen",
    "es": r"sin|apenas|poc\w+|falta\w*|rechaz\w*|neg[aó]\w*|evit\w*|in\w{4,}|im\w{4,}|des\w{4,}"
    "|sólo",
    "it": r"senza|poc\w+|manc\w*|rifiut\w*|evit\w*|in\w{4,}|im\w{4,}|dis\w{4,}|solo",
    "pt": r"sem|pouc\w+|falt\w*|recus\w*|neg\w*|evit\w*|in\w{4,}|im\w{4,}|des\w{4,}|só",
    "nl": r"zonder|nauwelijks|weinig|weiger\w*|ontbre\w*|on\w{4,}|slechts",
}
_NOT_ONLY = re.compile(
    r"\b(?:not (?:only|just|merely)|whether or not|pas (?:seulement|que)|non seulement|nicht nur"
    r"|no s[oó]lo|no solamente|non solo|não só|não apenas|niet alleen|no longer|no\. ?\d)\b",
    re.IGNORECASE,
)


_UP = {
    "en": "rose rise rises risen rising gained gain gains climbed jumped soared surged increased"
    " increase grew grown higher more up",
    "fr": "monté augmenté augmente hausse gagné grimpé bondi progressé croissance plus",
    "de": "stieg steigt gestiegen stiegen zunahm zugenommen gewann gewannen kletterte höher mehr",
    "es": "subió subieron aumentó aumentaron ganó ganaron creció subida aumento más",
}
_DOWN = {
    "en": "fell fall falls fallen falling dropped drop lost lose loses sank declined decline shrank"
    " decreased decrease plunged slumped tumbled lower fewer less down",
    "fr": "baissé chuté chute baisse perdu reculé diminué plongé moins",
    "de": "fiel fällt gefallen fielen sank sanken gesunken abnahm verlor verloren stürzte niedriger"
    " weniger",
    "es": "cayó cayeron bajó bajaron perdió perdieron disminuyó caída bajada menos",
}


def opposed(claim: str, source: str, language: str) -> bool:
    """Whether the claim only says up and the source only down, or the reverse.

    Sound only where the two share most of their words. Known for en, fr, de and es.
    """
    if language not in _UP:
        return False
    up, down = (
        frozenset(stems((fold(word) for word in word_set(table[language])), language))
        for table in (_UP, _DOWN)
    )
    ways = []
    for text in (claim, source):
        said = set(stems((word.folded for word in words(text)), language))
        ways.append((bool(said & up), bool(said & down)))
    return ways in ([(True, False), (False, True)], [(False, True), (True, False)])


def turned_round(claim: str, source: str, language: str) -> bool:
    """Whether only one of two sentences says not, of what both say.

    Sound only where nearly all of the claim's words stand in the source. A sentence that leaves a
    denied clause out altogether is not turned round: the words on both sides of the source's `not`
    must stand in the claim.
    """
    pattern = _NOT.get(language)
    if pattern is None:
        return False
    strict = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    loose = re.compile(rf"\b(?:{_DENIES[language]})\b", re.IGNORECASE)
    claim, source = _NOT_ONLY.sub(" ", claim), _NOT_ONLY.sub(" ", source)
    claimed, told = list(strict.finditer(claim)), list(strict.finditer(source))
    if claimed and not told:
        kept = set(re.findall(r"\w+", fold(source)))
        new = [m for m in loose.finditer(source) if fold(m.group()) not in fold(claim)]
        return not new and not any(fold(match.group()) in kept for match in claimed)
    if not told or claimed:
        return False
    if any(fold(match.group()) not in fold(source) for match in loose.finditer(claim)):
        return False
    stems = set(content(claim, language))
    return any(_neighbours(match, source, language) <= stems for match in told)


def _neighbours(match: re.Match[str], text: str, language: str) -> set[str]:
    """The stems of the content words right before and right after a `not`, two on a lone side."""
    before = content(text[: match.start()], language)
    after = content(text[match.end() :], language)
    if not after:
        return set(before[-2:]) or {""}
    if not before:
        return set(after[:2])
    return {before[-1], after[0]}
