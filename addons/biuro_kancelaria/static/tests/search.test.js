import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, expect, test } from "@odoo/hoot";
import { press, queryAllTexts } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { SearchSystray } from "@biuro_kancelaria/backend/search/search_systray";
import {
    contains,
    mockService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { MainComponentsContainer } from "@web/core/main_components_container";
import { session } from "@web/session";

const FOUND = [
    {
        model: "biuro.case",
        label: "Cases",
        icon: "fa-folder-open-o",
        more: false,
        domain: [],
        results: [
            {
                id: 7,
                title: "BS.0002.1.2026 · Complaint",
                subtitle: "Jan Kowalski",
                date: "2026-03-02",
                url: "/odoo/biuro.case/7",
                exact: true,
            },
        ],
    },
    {
        model: "biuro.letter",
        label: "Letters",
        icon: "fa-envelope-o",
        more: true,
        domain: [["title", "ilike", "x"]],
        results: [{ id: 1, title: "RPW/1/2026", subtitle: "", date: "", url: "/odoo/biuro.letter/1", exact: false }],
    },
];

defineMailModels();
beforeEach(() => {
    patchWithCleanup(session, { biuro_registers: true });
    onRpc("biuro.search", "find", ({ args }) => {
        expect.step(`find ${args[0]}`);
        return FOUND;
    });
    onRpc("get_formview_action", ({ model, args }) => ({ res_model: model, res_id: args[0][0] }));
    mockService("action", {
        doAction: (action) => expect.step(`open ${action.res_model} ${action.res_id || "list"}`),
    });
});

async function mountBar() {
    await mountWithCleanup(MainComponentsContainer);
    await mountWithCleanup(SearchSystray);
}

async function searchFor(text) {
    await contains(".o_command_palette_search input").edit(text, { confirm: false });
    await advanceTime(300);
    await animationFrame();
}

test("the slash opens the box, Enter opens the first result", async () => {
    await mountBar();
    await press("/");
    await animationFrame();
    expect(".o_command_palette_search .o_namespace").toHaveText("?");
    await searchFor("kowalski");
    expect.verifySteps(["find kowalski"]);
    expect(queryAllTexts(".o_biuro_search_result .o_command_name")).toEqual([
        "BS.0002.1.2026 · Complaint",
        "RPW/1/2026",
        "All results: Letters",
    ]);
    expect(".o_biuro_search_result:first").toHaveText(/Jan Kowalski/);
    expect(".o_biuro_search_result:first").toHaveText(/03\/02\/2026/);
    await press("Enter");
    await animationFrame();
    expect.verifySteps(["open biuro.case 7"]);
    expect(".o_command_palette").toHaveCount(0);
});

test("all results of a kind open as a list", async () => {
    await mountBar();
    await contains(".o_biuro_search").click();
    await searchFor("x");
    await contains(".o_biuro_search_result:last").click();
    expect.verifySteps(["find x", "open biuro.letter list"]);
});

test("who has no registers has no box", async () => {
    patchWithCleanup(session, { biuro_registers: false });
    await mountBar();
    expect(".o_biuro_search").toHaveCount(0);
    await press("/");
    await animationFrame();
    expect(".o_command_palette").toHaveCount(0);
});
