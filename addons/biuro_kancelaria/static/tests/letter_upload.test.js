import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, expect, test } from "@odoo/hoot";
import { animationFrame, Deferred } from "@odoo/hoot-mock";
import { sweepDrafts } from "@biuro_kancelaria/backend/form/draft_store";
import {
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

class Letter extends models.Model {
    _name = "biuro.letter";
    title = fields.Char();
    direction = fields.Char();
    _records = [{ id: 1, title: "First" }];
    _views = {
        list: `<list js_class="biuro_letter_list"><field name="title"/></list>`,
        form: `<form js_class="biuro_letter_form"><sheet><field name="title"/></sheet></form>`,
    };
    create_from_files(ids) {
        expect.step(`create ${ids}`);
        return ids;
    }
    action_attach_files(ids, attachmentIds) {
        expect.step(`attach ${attachmentIds} to ${ids}`);
        return true;
    }
}

defineMailModels();
defineModels([Letter]);

let uploadDone;

/** The service of uploads without a network: the file "bad.svg" is refused, the others get ids from 101 on. */
function mockUploads() {
    let nextId = 101;
    uploadDone = [];
    mockService("file_upload", {
        upload: async (route, [file]) => {
            const xhr = new EventTarget();
            xhr.upload = new EventTarget();
            xhr.responseText = JSON.stringify([
                file.name === "bad.svg" ? { error: "not allowed" } : { id: nextId++, filename: file.name },
            ]);
            const loaded = new Deferred();
            uploadDone.push(() => {
                loaded.resolve();
                xhr.dispatchEvent(new Event("load"));
            });
            return { xhr };
        },
        uploads: {},
        bus: new EventTarget(),
    });
}

async function finishUploads(count) {
    for (let index = 0; index < count; index++) {
        await animationFrame();
        uploadDone.shift()();
    }
    await animationFrame();
    await animationFrame();
}

function drop(names) {
    const dataTransfer = new DataTransfer();
    for (const name of names) {
        dataTransfer.items.add(new File(["x"], name));
    }
    const event = (type) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event("dragenter"));
    return async () => {
        await animationFrame();
        document.querySelector(".o_biuro_dropzone").dispatchEvent(event("drop"));
        await animationFrame();
    };
}

beforeEach(() => {
    sweepDrafts();
    mockUploads();
    onRpc("has_group", () => true);
});

test("files dropped on the list become drafts, with progress; a refused one is named", async () => {
    await mountView({ type: "list", resModel: "biuro.letter", context: { default_direction: "in" } });
    mockService("notification", { add: (message) => expect.step(String(message)) });
    await drop(["one.pdf", "bad.svg", "two.eml"])();
    expect(".o_biuro_upload").toHaveText(/0 of 3/);
    await finishUploads(3);
    expect.verifySteps([
        "bad.svg: not allowed",
        "create 101,102",
        "Draft letters made: 2. Complete and register them.",
    ]);
    expect(".o_biuro_upload").toHaveCount(0);
});

test("only the list of incoming letters takes files", async () => {
    await mountView({ type: "list", resModel: "biuro.letter", context: { default_direction: "out" } });
    drop(["one.pdf"]);
    await animationFrame();
    expect(".o_biuro_dropzone").toHaveCount(0);
    expect(".o_biuro_upload_button").toHaveCount(0);
});

test("files dropped on a saved letter are attached", async () => {
    await mountView({ type: "form", resModel: "biuro.letter", resId: 1 });
    await drop(["one.pdf", "two.pdf"])();
    await finishUploads(2);
    expect.verifySteps(["attach 101,102 to 1"]);
});

test("files dropped on a new letter wait until it is saved", async () => {
    await mountView({ type: "form", resModel: "biuro.letter" });
    await drop(["one.pdf"])();
    await finishUploads(1);
    expect(".o_biuro_pending").toHaveText(/one\.pdf/);
    expect.verifySteps([]);
    await contains(".o_field_widget[name=title] input").edit("New");
    await contains(".o_form_button_save").click();
    expect.verifySteps(["attach 101 to 2"]);
    expect(".o_biuro_pending").toHaveCount(0);
});
