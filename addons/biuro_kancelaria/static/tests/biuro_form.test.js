import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, expect, test } from "@odoo/hoot";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { closeDrafts, draftKey, loadDraft, saveDraft, sweepDrafts } from "@biuro_kancelaria/backend/form/draft_store";
import { contains, defineModels, fields, models, mountView, serverState } from "@web/../tests/web_test_helpers";
import { browser } from "@web/core/browser/browser";

class Person extends models.Model {
    _name = "person";
    name = fields.Char();
    _records = [
        { id: 1, name: "Anna" },
        { id: 2, name: "Jan" },
    ];
}

class Note extends models.Model {
    _name = "note.note";
    name = fields.Char({ string: "Subject" });
    body = fields.Text();
    secret = fields.Char();
    day = fields.Date();
    person_id = fields.Many2one({ relation: "person" });
    reader_ids = fields.Many2many({ relation: "person" });
    file = fields.Binary();
    _records = [{ id: 5, name: "Old", body: "", write_date: "2026-03-02 10:00:00" }];
    _views = {
        form: `
            <form js_class="biuro_form">
                <field name="name"/><field name="body"/><field name="day"/>
                <field name="secret" options="{'no_draft': True}"/>
                <field name="person_id"/><field name="reader_ids" widget="many2many_tags"/>
            </form>`,
    };
}

defineMailModels();
defineModels([Person, Note]);
beforeEach(() => sweepDrafts());

const NEW = () => draftKey("note.note", false, {});

async function type(name, text) {
    await contains(`.o_field_widget[name=${name}] :is(input, textarea)`).edit(text, { confirm: false });
    await advanceTime(1000);
}

test("what is typed is kept at once, without leaving the field and without secrets", async () => {
    await mountView({ type: "form", resModel: "note.note" });
    await type("name", "Half a sub");
    expect(loadDraft(NEW()).values).toEqual({ name: "Half a sub" });
    await type("secret", "1234");
    expect(loadDraft(NEW()).values).toEqual({ name: "Half a sub" });
    expect(browser.localStorage.getItem(NEW())).not.toMatch("1234");
});

test("a kept draft is offered and restored, fields of all kinds", async () => {
    saveDraft(NEW(), {
        time: Date.now(),
        writeDate: 0,
        values: {
            name: "Complaint",
            body: "Long text",
            day: "2026-03-02",
            person_id: { id: 2, display_name: "Jan" },
            reader_ids: [1, 2],
        },
    });
    await mountView({ type: "form", resModel: "note.note" });
    await animationFrame();
    expect(".o_biuro_draft").toHaveCount(1);
    expect(".o_field_widget[name=name] input").toHaveValue("");
    await contains(".o_biuro_draft_restore").click();
    await animationFrame();
    expect(".o_biuro_draft").toHaveCount(0);
    expect(".o_field_widget[name=name] input").toHaveValue("Complaint");
    expect(".o_field_widget[name=body] textarea").toHaveValue("Long text");
    expect(".o_field_widget[name=person_id] input").toHaveValue("Jan");
    expect(".o_field_widget[name=reader_ids] .o_tag").toHaveCount(2);
    await contains(".o_form_button_save").click();
    expect(loadDraft(NEW())).toBe(null);
});

test("a draft refused is forgotten, and so is one that was saved", async () => {
    saveDraft(NEW(), { time: Date.now(), writeDate: 0, values: { name: "Complaint" } });
    await mountView({ type: "form", resModel: "note.note" });
    await contains(".o_biuro_draft_drop").click();
    expect(".o_biuro_draft").toHaveCount(0);
    expect(loadDraft(NEW())).toBe(null);
    await type("name", "Another");
    expect(loadDraft(NEW()).values.name).toBe("Another");
    await contains(".o_form_button_save").click();
    await advanceTime(1000);
    expect(loadDraft(NEW())).toBe(null);
});

test("an existing record: offered with a warning when it was changed meanwhile, not at all when equal", async () => {
    const key = draftKey("note.note", 5);
    saveDraft(key, { time: Date.now(), writeDate: 1, values: { name: "New name" } });
    await mountView({ type: "form", resModel: "note.note", resId: 5 });
    await animationFrame();
    expect(".o_biuro_draft").toHaveText(/the record was changed since then/);
    await contains(".o_biuro_draft_restore").click();
    expect(".o_field_widget[name=name] input").toHaveValue("New name");
    await contains(".o_form_button_cancel").click();
    expect(".o_field_widget[name=name] input").toHaveValue("Old");
    expect(loadDraft(key)).toBe(null);
});

test("an existing record that holds the same already: nothing to offer", async () => {
    const key = draftKey("note.note", 5);
    saveDraft(key, { time: Date.now(), writeDate: 1, values: { name: "Old" } });
    await mountView({ type: "form", resModel: "note.note", resId: 5 });
    await animationFrame();
    expect(".o_biuro_draft").toHaveCount(0);
    expect(loadDraft(key)).toBe(null);
});

test("nothing stays for another user, after two weeks, or after logging out", async () => {
    const mine = NEW();
    const stranger = mine.replace(`:${serverState.userId}:`, ":9999:");
    saveDraft(mine, { time: Date.now(), values: {} });
    saveDraft(stranger, { time: Date.now(), values: {} });
    sweepDrafts();
    expect(loadDraft(mine)).not.toBe(null);
    expect(loadDraft(stranger)).toBe(null);
    sweepDrafts(Date.now() + 15 * 24 * 3600 * 1000);
    expect(loadDraft(mine)).toBe(null);
    saveDraft(mine, { time: Date.now(), values: {} });
    closeDrafts();
    expect(loadDraft(mine)).toBe(null);
    expect(saveDraft(mine, { time: Date.now(), values: {} })).toBe(false);
});

test("new records of different kinds have drafts of their own", () => {
    const key = (direction) => draftKey("biuro.letter", false, { default_direction: direction, lang: "pl_PL" });
    expect(key("in")).not.toBe(key("out"));
    expect(key("in")).toBe(draftKey("biuro.letter", false, { default_direction: "in" }));
});
