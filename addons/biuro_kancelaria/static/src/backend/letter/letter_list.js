import { useDropzone } from "@web/core/dropzone/dropzone_hook";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";
import { openRecord } from "../open_record";
import { droppedFiles, UploadProgress, useFileUploads } from "../upload/file_uploads";

import { useRef } from "@odoo/owl";

/** List of letters: scans and messages dropped on the list of incoming ones become draft letters, one per file. */
export class LetterListController extends ListController {
    static template = "biuro_kancelaria.LetterListView";
    static components = { ...ListController.components, UploadProgress };

    setup() {
        super.setup();
        this.notification = useService("notification");
        this.uploads = useFileUploads();
        this.fileInput = useRef("fileInput");
        useDropzone(
            this.rootRef,
            (ev) => this.createFromFiles(droppedFiles(ev)),
            "o_biuro_dropzone",
            () => this.takesFiles
        );
    }

    get takesFiles() {
        return this.activeActions.create && this.props.context.default_direction === "in";
    }

    chooseFiles() {
        this.fileInput.el.click();
    }

    async onFilesChosen(ev) {
        const files = [...ev.target.files];
        ev.target.value = ""; // the same files may be chosen again
        await this.createFromFiles(files);
    }

    async createFromFiles(files) {
        const attachments = files.length ? await this.uploads.upload(files, "biuro.letter", 0) : [];
        if (!attachments.length) {
            return;
        }
        const ids = await this.orm.call("biuro.letter", "create_from_files", [attachments.map(({ id }) => id)], {
            context: this.props.context,
        });
        await this.model.load();
        if (ids.length === 1) {
            return openRecord(this.env, "biuro.letter", ids[0]);
        }
        this.notification.add(_t("Draft letters made: %s. Complete and register them.", ids.length), {
            type: "success",
        });
    }
}

registry.category("views").add("biuro_letter_list", { ...listView, Controller: LetterListController });
