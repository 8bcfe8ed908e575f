import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Bar of an import under way: asks the server for one stretch of work after another, until all is done. */
export class ImportProgress extends Component {
    static template = "biuro_rada.ImportProgress";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ percent: this.props.record.data[this.props.name] || 0, failed: "" });
        this.stopped = false;
        onMounted(() => this.work());
        onWillUnmount(() => {
            this.stopped = true;
        });
    }

    get shown() {
        return Math.floor(this.state.percent);
    }

    async work() {
        const { record } = this.props;
        this.state.failed = "";
        while (!this.stopped && record.resId && record.data.state === "running") {
            let answer;
            try {
                answer = await this.orm.silent.call(record.resModel, "step", [[record.resId]], { seconds: 4 });
            } catch (error) {
                this.state.failed = error.data?.message || error.message;
                return;
            }
            this.state.percent = answer.total ? (100 * answer.position) / answer.total : 100;
            if (answer.done) {
                if (!this.stopped) {
                    await record.load();
                }
                return;
            }
        }
    }
}

registry.category("fields").add("biuro_rada_import_progress", {
    component: ImportProgress,
    supportedTypes: ["float"],
});
