import { useDropzone } from "@web/core/dropzone/dropzone_hook";
import { registry } from "@web/core/registry";
import { BiuroFormController, biuroFormView } from "../form/biuro_form";
import { droppedFiles, UploadProgress, useFileUploads } from "../upload/file_uploads";

import { useState } from "@odoo/owl";

/** Form of a letter: all files dropped on it are attached, also before the letter is saved for the first time. */
export class LetterFormController extends BiuroFormController {
    static template = "biuro_kancelaria.LetterFormView";
    static components = { ...BiuroFormController.components, UploadProgress };

    setup() {
        super.setup();
        this.uploads = useFileUploads();
        this.pending = useState({ files: [] });
        const { rootRef } = this;
        // the chatter has a drop zone of its own
        const sheetRef = {
            get el() {
                return rootRef.el?.querySelector(".o_form_sheet") || null;
            },
        };
        useDropzone(sheetRef, (ev) => this.attachFiles(droppedFiles(ev)), "o_biuro_dropzone", () => this.canEdit);
    }

    async attachFiles(files) {
        if (!files.length) {
            return;
        }
        const record = this.model.root;
        const attachments = await this.uploads.upload(files, record.resModel, 0);
        this.pending.files.push(...attachments);
        if (!record.isNew) {
            await this.attachPending(record);
            await record.load();
        }
    }

    async attachPending(record) {
        const ids = this.pending.files.map(({ id }) => id);
        if (ids.length) {
            this.pending.files = [];
            await this.orm.call(record.resModel, "action_attach_files", [[record.resId], ids]);
        }
    }

    async onRecordSaved(record) {
        await super.onRecordSaved(...arguments);
        await this.attachPending(record);
    }
}

export const letterFormView = { ...biuroFormView, Controller: LetterFormController };

registry.category("views").add("biuro_letter_form", letterFormView);
