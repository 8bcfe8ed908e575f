import { _t } from "@web/core/l10n/translation";

import { Component, onMounted, onPatched, useExternalListener, useRef, useState } from "@odoo/owl";

const KEYS = { z: "yes", p: "no", w: "abstain", n: "not_voting" };

/**
 * Roll-call by keyboard: names in the order of the list, one key for each: Z, P, W or N. Each entry is sent at once, the
 * next name does not wait for the answer; what was not taken is marked and may be entered again.
 */
export class RollCall extends Component {
    static template = "biuro_rada.RollCall";
    static props = { roll: Array, subject: String, rollCall: Boolean, enter: Function, close: Function, finish: Function };

    setup() {
        const rows = this.props.roll;
        const first = rows.findIndex((row) => !row.done && !row.barred);
        this.state = useState({ index: Math.max(first, 0), own: {}, failed: {} });
        this.chain = Promise.resolve();
        this.list = useRef("list");
        useExternalListener(document, "keydown", (ev) => this.onKey(ev), { capture: true });
        const show = () => this.list.el?.querySelector(".o_rada_roll_current")?.scrollIntoView({ block: "nearest" });
        onMounted(show);
        onPatched(show);
    }

    get choices() {
        return [
            ["Z", "yes", _t("For")],
            ["P", "no", _t("Against")],
            ["W", "abstain", _t("Abstained")],
            ["N", "not_voting", _t("No vote")],
        ];
    }

    get row() {
        return this.props.roll[this.state.index];
    }

    get done() {
        return this.props.roll.filter((row) => row.barred || this.value(row) || row.done).length;
    }

    value(row) {
        return this.state.own[row.councillor] || row.value || "";
    }

    word(row) {
        if (row.barred) {
            return row.barred === "absent" ? _t("Absent") : _t("Excluded (art. 25a)");
        }
        const value = this.value(row);
        const found = this.choices.find((choice) => choice[1] === value);
        return found ? found[2] : row.done ? _t("voted by device") : "";
    }

    move(distance) {
        const { roll } = this.props;
        let index = this.state.index;
        do {
            index += distance;
        } while (roll[index] && roll[index].barred);
        if (roll[index]) {
            this.state.index = index;
        }
    }

    set(choice) {
        const row = this.row;
        if (!row || row.barred) {
            return;
        }
        this.state.own[row.councillor] = choice;
        delete this.state.failed[row.councillor];
        // one after another: the order in which they were called out
        this.chain = this.chain
            .then(() => this.props.enter(row.councillor, choice))
            .catch((error) => {
                delete this.state.own[row.councillor];
                this.state.failed[row.councillor] = error.data?.message || _t("Not taken down: enter it again.");
            });
        this.move(1);
    }

    select(index) {
        if (!this.props.roll[index].barred) {
            this.state.index = index;
        }
    }

    async finish() {
        await this.chain;
        await this.props.close();
        this.props.finish();
    }

    async leave() {
        await this.chain;
        await this.props.close();
    }

    onKey(ev) {
        if (ev.ctrlKey || ev.altKey || ev.metaKey || document.querySelector(".o_dialog, .modal.show")) {
            return;
        }
        const choice = KEYS[ev.key.toLowerCase()];
        if (choice && !ev.repeat) {
            this.set(choice);
        } else if (ev.key === "ArrowDown") {
            this.move(1);
        } else if (ev.key === "ArrowUp" || ev.key === "Backspace") {
            this.move(-1);
        } else if (ev.key === "Enter" && !ev.repeat) {
            this.finish();
        } else if (ev.key === "Escape") {
            this.leave();
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }
}
