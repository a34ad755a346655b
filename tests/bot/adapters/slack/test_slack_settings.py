"""What admins see of the settings, and what is kept of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.adapters.slack import ids
from bot.adapters.slack.settings_fields import NOBODY, Layers, settings_view
from bot.chat.preferences import Listening, Placement, Preferences
from bot.chat.settings_fields import FIELDS, INHERITED
from bot.chat.types import Place
from bot.cli.wiring import House
from bot.phrases import LANGUAGES, Phrases
from tests.fakes.slack.checks import check_view
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import View
from tests.support.slack_interactions import Acting, acting, chosen


@pytest.fixture
async def here(house: House, slack: FakeSlack) -> AsyncIterator[Acting]:
    async with acting(house, slack) as running:
        yield running


async def opened(here: Acting) -> View:
    await here.slash(here.ada, "/explainer", "settings")
    return await filled(here)


async def filled(here: Acting) -> View:
    """The modal, once it shows the settings."""

    def shown() -> View | None:
        views = here.slack.views(here.ada)
        return views[-1] if views and views[-1].callback_id == ids.SETTINGS_VIEW else None

    view = await here.until(shown)
    assert view is not None
    return view


async def said(here: Acting, part: str) -> View:
    view = await here.view(here.ada, part)
    assert view.callback_id == ids.SETTINGS_VIEW
    return view


async def at(here: Acting, channel: str | None = None) -> Preferences:
    place = Place("slack", here.slack.team.id, channel or here.channel.id)
    return await here.desk.preferences.of(place)


async def test_the_modal_shows_what_holds_in_the_workspace(here: Acting) -> None:
    await here.desk.preferences.set(f"slack:{here.slack.team.id}", "length", "long", "test")

    view = await opened(here)

    assert chosen(view, ids.SETTINGS_TARGET) == "workspace"
    assert (chosen(view, "listening"), chosen(view, "length")) == ("mentions", "long")


async def test_what_is_chosen_holds_and_the_modal_says_so(here: Acting) -> None:
    group = here.slack.user_group("historians", [here.ben])
    view = await opened(here)

    here.slack.submit(
        view,
        {"listening": "everything", "language": "fr", "experts": group, "admins": [here.ben.id]},
    )

    shown = await said(here, "Saved.")
    holds = await at(here)
    assert (holds.listening, holds.language, holds.experts) == (Listening.EVERYTHING, "fr", group)
    assert holds.admins == {f"{here.slack.team.id}:{here.ben.id}"}
    assert chosen(shown, "listening") == "everything"


async def test_nothing_is_written_down_for_what_was_not_changed(here: Acting) -> None:
    here.slack.submit(await opened(here), {})

    await said(here, "Nothing was changed")
    assert await here.desk.preferences.own(f"slack:{here.slack.team.id}") == {}


async def test_a_channel_has_settings_of_its_own_over_those_of_the_workspace(here: Acting) -> None:
    await here.desk.preferences.set(f"slack:{here.slack.team.id}", "experts", "S0000000099", "t")
    view = await opened(here)
    here.slack.click(here.ada, view, ids.SETTINGS_TARGET, choose=here.channel.id)
    view = await here.view(here.ada, "")
    await here.until(lambda: chosen(view, "listening") == INHERITED)

    here.slack.submit(view, {"placement": "channel", "experts": NOBODY})

    await said(here, "Saved.")
    holds, elsewhere = await at(here), await at(here, "C0000009999")
    assert (holds.placement, holds.experts) == (Placement.CHANNEL, None)
    assert (elsewhere.placement, elsewhere.experts) == (Placement.THREAD, "S0000000099")


async def test_another_channel_is_chosen_and_taken_back_to_the_workspaces(here: Acting) -> None:
    other = here.slack.channel("archive", members=[here.ada])
    key = f"slack:{here.slack.team.id}:{other.id}"
    await here.desk.preferences.set(key, "silent_unknown", True, "test")
    view = await opened(here)
    here.slack.click(here.ada, view, ids.SETTINGS_CHANNEL, choose=other.id)
    await here.until(lambda: chosen(view, "silent_unknown") == "yes")

    here.slack.click(here.ada, view, ids.SETTINGS_RESET)

    await said(here, "as they were at first")
    assert await here.desk.preferences.own(key) == {}


async def test_guests_are_let_read_what_is_the_workspaces_by_an_admin_alone(here: Acting) -> None:
    here.slack.submit(await opened(here), {"guests_read_all": "yes"})
    await said(here, "Saved.")
    assert (await at(here)).guests_read_all

    await here.slash(here.ben, "/explainer", "settings")
    view = await here.view(here.ben, "This is for admins")
    assert view.callback_id == ids.NOTE_VIEW


async def test_who_is_no_admin_any_more_changes_nothing(here: Acting) -> None:
    team = here.slack.team.id
    await here.desk.preferences.set(f"slack:{team}", "admins", [f"{team}:{here.ben.id}"], "test")
    await here.slash(here.ben, "/explainer", "settings")
    view = await here.until(
        lambda: next(
            (v for v in here.slack.views(here.ben) if v.callback_id == ids.SETTINGS_VIEW), None
        )
    )
    await here.desk.preferences.set(f"slack:{team}", "admins", None, "test")

    assert view is not None
    here.slack.submit(view, {"listening": "nothing"})

    await here.view(here.ben, "This is for admins")
    assert (await at(here)).listening is Listening.MENTIONS


async def test_a_workspace_without_user_groups_says_so(here: Acting) -> None:
    here.slack.lack("usergroups.list", "paid_teams_only")
    assert "no user groups" in here.slack.text(await opened(here))


async def test_settings_open_from_the_home_tab(here: Acting) -> None:
    here.slack.open_home(here.ada)
    home = await here.until(lambda: here.slack.home(here.ada))
    assert home is not None

    here.slack.click(here.ada, home, ids.HOME_SETTINGS)

    await filled(here)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", [None, "C1"])
def test_slack_takes_the_modal_in_every_language_with_hundreds_of_groups(
    language: str, channel: str | None
) -> None:
    own: dict[str, Any] = {"experts": "S0499", "admins": ["T1:U1"], "language": "fr"}
    groups = {f"S{number:04}": f"group {number} " + "x" * 200 for number in range(500)}
    layers = Layers(channel, own, own)

    view = settings_view(
        layers, groups, Phrases(language), here="C1", private="{}", stamp="1", said="y" * 4000
    )

    check_view(view)
    shown = View("V", None, None, view, "h")  # type: ignore[arg-type]
    assert chosen(shown, "experts") == "S0499"
    assert {name for name in FIELDS if chosen(shown, name) is not None} == set(FIELDS)
