import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { checkFileSize } from "@web/core/utils/files";

import { Component, useState } from "@odoo/owl";

const AT_ONCE = 2;
const ROUTE = "/web/binary/upload_attachment";

/** Bar that tells how far the upload of several files has come. */
export class UploadProgress extends Component {
    static template = "biuro_kancelaria.UploadProgress";
    static props = { uploads: Object };

    get message() {
        const { done, total } = this.props.uploads;
        return _t("Uploading files: %(done)s of %(total)s done", { done, total });
    }

    get percent() {
        return Math.round(this.props.uploads.progress * 100);
    }
}

/**
 * Upload of several files with progress. A file that fails is named in a notification, the others go on.
 *
 * @returns {{state: Object, upload: (files: File[], model: string, id: number) => Promise<Object[]>}} `upload` answers
 *  with the attachments made: id, filename
 */
export function useFileUploads() {
    const fileUpload = useService("file_upload");
    const notification = useService("notification");
    const state = useState({ total: 0, done: 0, progress: 0 });
    const running = new Map();

    function showProgress() {
        const partial = [...running.values()].reduce((sum, part) => sum + part, 0);
        state.progress = state.total ? (state.done + partial) / state.total : 0;
    }

    async function uploadOne(file, model, id) {
        const { xhr } = await fileUpload.upload(ROUTE, [file], {
            buildFormData: (data) => {
                data.append("model", model);
                data.append("id", id);
            },
        });
        xhr.upload?.addEventListener("progress", (ev) => {
            running.set(file, ev.total ? ev.loaded / ev.total : 0);
            showProgress();
        });
        await new Promise((resolve) => {
            for (const name of ["load", "error", "abort"]) {
                xhr.addEventListener(name, resolve);
            }
        });
        running.delete(file);
        let answer;
        try {
            [answer] = JSON.parse(xhr.responseText ?? xhr.response);
        } catch {
            answer = { error: _t("The server did not take the file.") };
        }
        if (!answer || answer.error) {
            const reason = answer?.error || _t("The server did not take the file.");
            notification.add(_t("%(file)s: %(reason)s", { file: file.name, reason }), { type: "danger", sticky: true });
            return null;
        }
        return answer;
    }

    async function upload(files, model, id) {
        const queue = [...files].filter((file) => checkFileSize(file.size, notification));
        const order = [...queue];
        const made = new Map();
        Object.assign(state, { total: state.total + queue.length });
        const worker = async () => {
            while (queue.length) {
                const file = queue.shift();
                made.set(file, await uploadOne(file, model, id));
                state.done++;
                showProgress();
            }
        };
        try {
            await Promise.all(Array.from({ length: AT_ONCE }, worker));
        } finally {
            if (state.done >= state.total) {
                Object.assign(state, { total: 0, done: 0, progress: 0 });
            }
        }
        return order.map((file) => made.get(file)).filter(Boolean); // as the user chose them
    }

    return { state, upload };
}

/** Files of a drop event, none for text or a link dragged over the page. */
export function droppedFiles(ev) {
    return ev.dataTransfer?.types.includes("Files") ? [...ev.dataTransfer.files] : [];
}
