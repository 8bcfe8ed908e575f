import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";

import { Component, useState } from "@odoo/owl";

/** One sentence: why. What is usual stands there already, so that Enter is enough. */
export class ReasonDialog extends Component {
    static template = "biuro_rada.ReasonDialog";
    static components = { Dialog };
    static props = { title: String, label: String, confirm: Function, suggested: { type: String, optional: true }, close: Function };

    setup() {
        useAutofocus({ refName: "reason", selectAll: true });
        this.state = useState({ reason: this.props.suggested || "" });
    }

    confirm() {
        if (this.state.reason.trim()) {
            this.props.close();
            this.props.confirm(this.state.reason.trim());
        }
    }

    onKey(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            this.confirm();
        }
    }
}

export class ShortcutsDialog extends Component {
    static template = "biuro_rada.ShortcutsDialog";
    static components = { Dialog };
    static props = { rows: Array, close: Function };

    get title() {
        return _t("Keyboard shortcuts");
    }
}

/** Secret vote on paper: who took a ballot paper, then the totals of the scrutiny committee. */
export class PaperBallot extends Component {
    static template = "biuro_rada.PaperBallot";
    static components = { Dialog };
    static props = { vote: Object, takers: Array, handOut: Function, confirm: Function, close: Function };

    setup() {
        this.state = useState({
            taken: Object.fromEntries(this.props.takers.map((one) => [one.councillor, one.taken])),
            totals: Object.fromEntries(this.props.vote.options.map((one) => [one.id, 0])),
            invalid: 0,
        });
    }

    get title() {
        return _t("Secret vote on paper");
    }

    get takenCount() {
        return Object.values(this.state.taken).filter(Boolean).length;
    }

    get cast() {
        return Object.values(this.state.totals).reduce((sum, one) => sum + (Number(one) || 0), Number(this.state.invalid) || 0);
    }

    get sumText() {
        return _t("Cast: %(cast)s, taken: %(taken)s", { cast: this.cast, taken: this.takenCount });
    }

    handOutAll() {
        for (const one of this.props.takers) {
            if (!one.excluded) {
                this.state.taken[one.councillor] = true;
            }
        }
    }

    async confirm() {
        const ids = this.props.takers
            .filter((one) => this.state.taken[one.councillor] && !one.taken)
            .map((one) => one.councillor);
        if (ids.length && !(await this.props.handOut(ids))) {
            return;
        }
        const totals = Object.fromEntries(Object.entries(this.state.totals).map(([id, one]) => [id, Number(one) || 0]));
        if (await this.props.confirm(totals, Number(this.state.invalid) || 0)) {
            this.props.close();
        }
    }
}
