import { _t } from "@web/core/l10n/translation";
import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { getReportUrl } from "@web/webclient/actions/reports/utils";

/** Reports of the archival engine need no program on the server: they are downloaded whatever is installed there. */
async function downloadArchivalReport(action, options, env) {
    if (action.print_engine !== "weasyprint" || action.report_type !== "qweb-pdf") {
        return false;
    }
    env.services.ui.block({ message: _t("The printout is being made…") });
    try {
        await download({
            url: "/report/download",
            data: {
                data: JSON.stringify([getReportUrl(action, "pdf"), action.report_type]),
                context: JSON.stringify({ ...user.context, ...(action.context || {}) }),
            },
        });
    } finally {
        env.services.ui.unblock();
    }
    return true;
}

registry.category("ir.actions.report handlers").add("biuro_archival", downloadArchivalReport);
