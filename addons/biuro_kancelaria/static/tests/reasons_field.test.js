import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryFirst } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { reasonSteps } from "@biuro_kancelaria/backend/reasons/reasons_field";
import { contains, defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

const STEPS = [
    { rule: "Termin miesiąca", article: "art. 35 § 3 KPA", text: "Miesiąc od 2 marca 2026 r. to 2 kwietnia 2026 r." },
    { rule: "Dzień wolny", article: "art. 57 § 4 KPA", text: "Czwartek, dzień roboczy." },
];

class Term extends models.Model {
    _name = "term";
    name = fields.Char();
    reasons = fields.Generic({ type: "json" });
    _records = [
        { id: 1, name: "Reply", reasons: STEPS },
        { id: 2, name: "Wrapped", reasons: { reasons: STEPS.slice(0, 1) } },
        { id: 3, name: "Nothing", reasons: false },
    ];
    _views = {
        form: `<form><field name="name"/><field name="reasons" widget="biuro_reasons" nolabel="1"/></form>`,
        list: `<list><field name="name"/><field name="reasons" widget="biuro_reasons" nolabel="1"/></list>`,
    };
}

defineMailModels();
defineModels([Term]);

test("steps are read from a list, from a wrapped list and from nothing", () => {
    expect(reasonSteps(STEPS)).toEqual(STEPS);
    expect(reasonSteps({ reasons: STEPS })).toEqual(STEPS);
    expect(reasonSteps(false)).toEqual([]);
    expect(reasonSteps({ result: 1 })).toEqual([]);
});

test("form: the button opens the steps with their articles", async () => {
    await mountView({ type: "form", resModel: "term", resId: 1 });
    expect(".o_biuro_reasons").toHaveAttribute("aria-label", "How it was computed");
    await contains(".o_biuro_reasons").click();
    expect(".o_biuro_reasons_steps > li").toHaveCount(2);
    expect(queryAllTexts(".o_biuro_reasons_article")).toEqual(["art. 35 § 3 KPA", "art. 57 § 4 KPA"]);
    expect(".o_biuro_reasons_popover").toHaveText(/2 kwietnia 2026/);
    await contains(".o_biuro_reasons_popover .btn-close").click();
    expect(".o_biuro_reasons_popover").toHaveCount(0);
});

test("form: by keyboard alone", async () => {
    await mountView({ type: "form", resModel: "term", resId: 1 });
    queryFirst(".o_biuro_reasons").focus();
    await press("Enter");
    await animationFrame();
    expect(".o_biuro_reasons_steps").toHaveCount(1);
    await press("Escape");
    await animationFrame();
    expect(".o_biuro_reasons_steps").toHaveCount(0);
    expect(".o_biuro_reasons").toBeFocused();
});

test("list: an icon only where there is something to tell, and the record stays closed", async () => {
    await mountView({
        type: "list",
        resModel: "term",
        selectRecord: () => expect.step("opened"),
    });
    expect(".o_biuro_reasons").toHaveCount(2);
    await contains(".o_data_row:eq(1) .o_biuro_reasons").click();
    expect(".o_biuro_reasons_steps > li").toHaveCount(1);
    expect.verifySteps([]);
});
