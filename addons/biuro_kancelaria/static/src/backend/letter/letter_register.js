import { CopyButton } from "@web/core/copy_button/copy_button";
import { Dialog } from "@web/core/dialog/dialog";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { serializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useAutofocus } from "@web/core/utils/hooks";
import { openRecord } from "../open_record";
import { LetterFormController, letterFormView } from "./letter_form";

import { Component, useExternalListener } from "@odoo/owl";

const VERB = "action_register_quick";
// what the next letter of the same delivery has in common with the one just registered
const KEPT = {
    delivery_method_id: (value) => value && value.id,
    date_received: (value) => value && serializeDate(value),
};

/** The number just given, large, to be written on the paper. */
export class RegisterReceipt extends Component {
    static template = "biuro_kancelaria.RegisterReceipt";
    static components = { CopyButton, Dialog };
    static props = { receipt: Object, next: Function, open: Function, close: Function };

    setup() {
        useAutofocus({ refName: "next" });
        this.copied = _t("Copied");
    }

    get handedTo() {
        return _t("Handed to: %s", this.props.receipt.distributed_to);
    }

    get similar() {
        return _t("Similar letters are registered already: %s", this.props.receipt.duplicates.join(", "));
    }

    choose(what) {
        this.props.close();
        return this.props[what]();
    }
}

/** Registration of letters one after another with the keyboard alone: Ctrl+Enter registers and goes to the next. */
export class LetterRegisterController extends LetterFormController {
    setup() {
        super.setup();
        useHotkey("control+enter", () => this.register(), {
            bypassEditableProtection: true,
            isAvailable: () => !this.env.inDialog,
        });
        useExternalListener(window, "keydown", this.onTab, { capture: true });
    }

    /** Tab takes the suggestion and goes on to the next field: it does not stop in the list of suggestions. */
    onTab(ev) {
        const list = ev.key === "Tab" && ev.target.closest?.(".o-autocomplete");
        if (list && this.rootRef.el?.contains(list)) {
            for (const item of list.querySelectorAll(".o-autocomplete--dropdown-item a")) {
                item.tabIndex = -1;
            }
        }
    }

    async beforeExecuteActionButton(clickParams) {
        if (clickParams.name === VERB) {
            await this.register();
            return false; // done here: the answer is a receipt, not an action
        }
        return super.beforeExecuteActionButton(...arguments);
    }

    async register() {
        if (this.isRegistering) {
            return; // the key was pressed twice: one letter, one number
        }
        this.isRegistering = true;
        try {
            const record = this.model.root;
            if (!(await this.save({ reload: false }))) {
                return;
            }
            const receipt = await this.orm.call(record.resModel, VERB, [[record.resId]], { context: record.context });
            const kept = {};
            for (const name in KEPT) {
                kept[`default_${name}`] = KEPT[name](record.data[name]) || false;
            }
            this.dialogService.add(
                RegisterReceipt,
                {
                    receipt,
                    next: () => {},
                    open: () => this.openLetter(receipt.id),
                },
                { onClose: () => this.next(kept) }
            );
        } finally {
            this.isRegistering = false;
        }
    }

    openLetter(id) {
        this.isLeaving = true;
        return openRecord(this.env, "biuro.letter", id);
    }

    async next(kept) {
        if (!this.isLeaving) {
            const context = { ...this.props.context, ...kept };
            await this.model.load({ resId: false, resIds: [], context });
        }
    }
}

registry.category("views").add("biuro_letter_register", { ...letterFormView, Controller: LetterRegisterController });
