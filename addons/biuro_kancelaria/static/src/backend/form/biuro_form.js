import { browser } from "@web/core/browser/browser";
import { formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { addFieldDependencies } from "@web/model/relational_model/utils";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { draftKey, dropDraft, loadDraft, saveDraft } from "./draft_store";
import { draftDifference, draftValues, restoreDraft } from "./draft_values";

import { onMounted, onWillUnmount, useExternalListener, useState } from "@odoo/owl";

const { DateTime } = luxon;
const DELAY = 700;

/**
 * Form that keeps what is being typed on the user's computer, and offers it after a reload, a crash or a lost session.
 *
 * Used by `<form js_class="biuro_form">`. A field with options="{'no_draft': True}" is never kept.
 */
export class BiuroFormController extends FormController {
    static template = "biuro_kancelaria.FormView";

    setup() {
        this.draft = useState({ offer: null, isStale: false });
        this.typed = {};
        super.setup();
        useExternalListener(window, "input", this.onInput, { capture: true });
        onMounted(() => this.offerDraft());
        onWillUnmount(() => browser.clearTimeout(this.draftTimer));
    }

    // ---- hooks of the form

    get modelParams() {
        const params = super.modelParams;
        params.hooks.onRecordChanged = (record, changes) => this.onRecordChanged(record, changes);
        params.hooks.onRootLoaded = () => this.onRootLoaded();
        return params;
    }

    onWillLoadRoot(config) {
        super.onWillLoadRoot(...arguments);
        if (config && this.keepsDrafts && Object.keys(config.activeFields).length) {
            addFieldDependencies(config.activeFields, config.fields, [
                { name: "write_date", type: "datetime", readonly: true },
            ]);
        }
    }

    onRootLoaded() {
        this.typed = {};
        if (this.isReadyForDrafts) {
            this.offerDraft();
        }
    }

    onRecordChanged(record, changes) {
        for (const name in changes) {
            delete this.typed[name];
        }
        this.scheduleDraft();
    }

    async onRecordSaved(record) {
        await super.onRecordSaved(...arguments);
        this.forgetDraft(draftKey(record.resModel, false, this.props.context));
    }

    async discard() {
        this.forgetDraft();
        await super.discard();
        this.forgetDraft();
    }

    beforeVisibilityChange() {
        if (this.keepsDrafts && this.model.root.isNew) {
            // a record half typed is not registered because one looked at another tab: it is kept here
            return this.flushDraft();
        }
        return super.beforeVisibilityChange();
    }

    async beforeUnload(ev) {
        if (this.keepsDrafts && this.model.root.isNew && this.flushDraft()) {
            return;
        }
        return super.beforeUnload(ev);
    }

    // ---- the draft

    /** A dialog is short work; what it makes is kept by the form below. */
    get keepsDrafts() {
        return !this.env.inDialog && this.canEdit !== false;
    }

    get draftKey() {
        const { resModel, resId } = this.model.root;
        return draftKey(resModel, resId, this.props.context);
    }

    get draftMessage() {
        return this.draft.isStale
            ? _t("Unsaved data from %s are kept, but the record was changed since then.", this.draftTime)
            : _t("Unsaved data from %s are kept.", this.draftTime);
    }

    get draftTime() {
        const time = DateTime.fromMillis(this.draft.offer.time);
        const isToday = time.hasSame(DateTime.local(), "day");
        return isToday ? time.toFormat("HH:mm") : formatDateTime(time, { showSeconds: false });
    }

    onInput(ev) {
        if (!this.keepsDrafts || !this.rootRef.el?.contains(ev.target)) {
            return;
        }
        const widget = ev.target.closest(".o_field_widget[name]");
        if (!widget || widget.parentElement.closest(".o_field_one2many, .o_field_many2many")) {
            return;
        }
        if (ev.target.isContentEditable) {
            this.typedHtml = true;
        } else {
            this.typed[widget.getAttribute("name")] = ev.target.value;
        }
        this.scheduleDraft();
    }

    scheduleDraft() {
        if (this.keepsDrafts && !this.draftTimer) {
            this.draftTimer = browser.setTimeout(async () => {
                this.draftTimer = null;
                if (this.typedHtml) {
                    this.typedHtml = false;
                    await this.model.root.isDirty(); // an editor hands its text over when asked
                }
                this.flushDraft();
            }, DELAY);
        }
    }

    /** Keep the present state of the form at once; true when nothing would be lost now. */
    flushDraft() {
        const record = this.model.root;
        const values = draftValues(record, this.archInfo.fieldNodes, this.typed);
        if (!Object.keys(values).length) {
            return !record.dirty;
        }
        return saveDraft(this.draftKey, {
            time: Date.now(),
            writeDate: this.writeDate,
            values,
        });
    }

    get writeDate() {
        return this.model.root.data.write_date ? this.model.root.data.write_date.toMillis() : 0;
    }

    offerDraft() {
        this.isReadyForDrafts = true;
        const draft = this.keepsDrafts && loadDraft(this.draftKey);
        if (draft && draftDifference(this.model.root, draft.values).length) {
            this.draft.offer = draft;
            this.draft.isStale = draft.writeDate !== this.writeDate;
        } else {
            this.draft.offer = null;
            if (draft) {
                dropDraft(this.draftKey);
            }
        }
    }

    async restoreDraft() {
        const { values } = this.draft.offer;
        this.draft.offer = null;
        await restoreDraft(this.model.root, values);
    }

    forgetDraft(...keys) {
        browser.clearTimeout(this.draftTimer);
        this.draftTimer = null;
        this.typed = {};
        this.draft.offer = null;
        dropDraft(this.draftKey, ...keys);
    }
}

export const biuroFormView = { ...formView, Controller: BiuroFormController };

registry.category("views").add("biuro_form", biuroFormView);
