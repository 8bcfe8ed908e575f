import { _t } from "@web/core/l10n/translation";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";
import { RollCall } from "./roll_call";
import { PaperBallot, ReasonDialog, ShortcutsDialog } from "./dialogs";

import { Component, onMounted, onWillStart, onWillUnmount, useExternalListener, useState } from "@odoo/owl";

const DEVICE_KEY = "biuro_rada.console";
const SESSION_KEY = "biuro_rada.console_session";
const POLL = 4000;
const SESSION = "biuro.rada.session";
const VOTE = "biuro.rada.vote";
const SPEAKER = "biuro.rada.speaker";

/** Moment of the server ("YYYY-MM-DD HH:MM:SS", UTC) in milliseconds. */
function moment(value) {
    return value ? Date.parse(`${value.replace(" ", "T")}Z`) : 0;
}

export function clock(seconds) {
    const whole = Math.max(Math.floor(seconds), 0);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Mark of this window: kept over a reload, another window is another console. */
function deviceMark() {
    let mark = sessionStorage.getItem(DEVICE_KEY);
    if (!mark) {
        mark = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
        sessionStorage.setItem(DEVICE_KEY, mark);
    }
    return mark;
}

/**
 * Console of the chair: the whole session on one screen. It keeps nothing but what was last read: a message of the bus or
 * the clock makes it read the state again, so a restart of the server, a reload or another device lose nothing.
 */
export class Console extends Component {
    static template = "biuro_rada.Console";
    static components = { RollCall };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.bus = useService("bus_service");
        this.device = deviceMark();
        this.state = useState({
            sessions: [],
            live: null,
            rehearsal: null,
            busy: false,
            lost: false,
            roll: false,
            filter: "",
            now: Date.now(),
            person: "",
        });
        this.offset = 0;
        this.env.config.setDisplayName(_t("Console of a Session"));
        const { action } = this.props;
        const asked = action.params?.session_id || action.context?.active_id;
        const kept = Number(localStorage.getItem(SESSION_KEY)) || 0;
        onWillStart(() => this.pick(asked || kept));
        this.onMessage = (message) => message.session === this.sessionId && this.readSoon();
        onMounted(() => {
            this.bus.subscribe("biuro_rada_live", this.onMessage);
            for (const name of ["BUS:CONNECT", "BUS:RECONNECT"]) {
                this.bus.addEventListener(name, this.onReconnect);
            }
            this.ticker = setInterval(() => {
                this.state.now = Date.now();
            }, 500);
            this.poller = setInterval(() => this.sessionId && this.read(), POLL);
        });
        onWillUnmount(() => {
            this.bus.unsubscribe("biuro_rada_live", this.onMessage);
            for (const name of ["BUS:CONNECT", "BUS:RECONNECT"]) {
                this.bus.removeEventListener(name, this.onReconnect);
            }
            if (this.channel) {
                this.bus.deleteChannel(this.channel);
            }
            clearInterval(this.ticker);
            clearInterval(this.poller);
            clearTimeout(this.soon);
        });
        useExternalListener(document, "keydown", (ev) => this.onKey(ev), { capture: true });
    }

    onReconnect = () => this.sessionId && this.readSoon();

    // ---- reading -----------------------------------------------------------------------------------------------------

    async pick(wanted) {
        this.state.sessions = await this.orm.call(SESSION, "console_pick", []);
        const ids = this.state.sessions.map((session) => session.id);
        const running = this.state.sessions.find((session) => session.state !== "convened");
        const id = ids.includes(wanted) ? wanted : running ? running.id : ids[0];
        if (id) {
            await this.enter(id);
        }
    }

    async enter(id, takeOver = false) {
        this.sessionId = id;
        localStorage.setItem(SESSION_KEY, id);
        const channel = `biuro_rada_session_${id}`;
        if (this.channel !== channel) {
            if (this.channel) {
                this.bus.deleteChannel(this.channel);
            }
            this.channel = channel;
            this.bus.addChannel(channel);
        }
        this.take(await this.orm.call(SESSION, "console_enter", [[id], this.device, takeOver]));
        await this.readRehearsal();
    }

    readSoon() {
        clearTimeout(this.soon);
        this.soon = setTimeout(() => this.read(), 120);
    }

    async read() {
        if (this.reading) {
            this.again = true;
            return;
        }
        this.reading = true;
        this.again = false;
        try {
            this.take(await this.orm.silent.call(SESSION, "get_console_state", [[this.sessionId], this.device]));
            await this.readRehearsal();
            this.state.lost = false;
        } catch (error) {
            if (error instanceof RPCError) {
                this.sessionId = 0;
                this.state.live = null;
                await this.pick(0);
            } else {
                // no server: what is shown stays, the next try reads all of it again
                this.state.lost = true;
            }
        } finally {
            this.reading = false;
            if (this.again && this.sessionId) {
                this.readSoon();
            }
        }
    }

    async readRehearsal() {
        this.state.rehearsal = this.live?.rehearsal
            ? await this.orm.silent.call(SESSION, "get_rehearsal", [[this.sessionId]])
            : null;
    }

    take(live) {
        this.offset = moment(live.now) - Date.now();
        this.state.live = live;
        if (this.state.roll && !this.isOpen) {
            this.state.roll = false;
        }
    }

    get live() {
        return this.state.live;
    }

    get vote() {
        return this.live?.vote || false;
    }

    get isOpen() {
        return Boolean(this.vote && ["open", "counting"].includes(this.vote.state));
    }

    get mine() {
        return Boolean(this.live?.console.mine) && !this.state.lost;
    }

    get canVote() {
        return this.mine && !this.state.busy && this.live.state === "open" && this.live.item && !this.isOpen;
    }

    get missing() {
        return (this.live?.roll || []).filter((row) => !row.done && !row.barred);
    }

    get prepared() {
        return (this.live?.votes || []).filter((vote) => vote.state === "draft");
    }

    get history() {
        return (this.live?.votes || []).filter((vote) => vote.state !== "draft" && vote.id !== this.vote.id);
    }

    get people() {
        const words = this.state.filter.toLowerCase();
        return (this.live?.attendance || []).filter((line) => line.name.toLowerCase().includes(words));
    }

    get votedText() {
        return _t("%(cast)s of %(present)s have voted", this.vote);
    }

    get secretText() {
        return _t("Ballot papers taken: %(taken)s, cast: %(cast)s, present: %(present)s", this.vote);
    }

    get watchText() {
        return _t("The console is led on another device (%s). Here you only watch.", this.live.console.user);
    }

    get steps() {
        return (this.vote?.reasons || []).filter((step) => step.text);
    }

    get speech() {
        const speaking = this.live?.speaking;
        if (!speaking) {
            return false;
        }
        const spent = (this.state.now + this.offset - moment(speaking.started_at)) / 1000;
        return {
            ...speaking,
            clock: clock(spent),
            limit: speaking.limit_s ? clock(speaking.limit_s) : "",
            over: Boolean(speaking.limit_s && spent > speaking.limit_s),
        };
    }

    // ---- words -------------------------------------------------------------------------------------------------------

    get stateWord() {
        return {
            convened: _t("Convened"),
            open: _t("In progress"),
            suspended: _t("Break"),
            closed: _t("Closed"),
        }[this.live.state];
    }

    resultWord(vote) {
        if (vote.state === "void") {
            return _t("Called off");
        }
        const outcomes = { granted: _t("Granted"), refused: _t("Refused"), unresolved: _t("Not resolved") };
        const results = {
            adopted: _t("Adopted"),
            rejected: _t("Not adopted"),
            no_quorum: _t("No quorum"),
            void: _t("Called off"),
        };
        if (vote.election && vote.state === "closed" && vote.result !== "no_quorum") {
            return vote.elected ? _t("Elected: %s", vote.elected) : _t("Nobody was elected");
        }
        return outcomes[vote.outcome] || results[vote.result] || "";
    }

    ballotWord(ballot) {
        return {
            open_device: _t("open, by device"),
            open_rollcall: _t("roll-call"),
            secret: _t("secret"),
            hands: _t("by hand"),
        }[ballot];
    }

    kindWord(kind) {
        return { ad_vocem: _t("ad vocem"), formal_motion: _t("formal motion"), resident: _t("resident") }[kind] || "";
    }

    deviceWord(kind) {
        return { phone: _t("Phone"), tablet: _t("Tablet"), computer: _t("Computer") }[kind] || _t("no device");
    }

    // ---- verbs -------------------------------------------------------------------------------------------------------

    /** Call a verb; what the server refuses is said, what it did is read again. */
    async run(model, method, args, success) {
        if (this.state.busy) {
            return false;
        }
        this.state.busy = true;
        try {
            const answer = await this.orm.call(model, method, args, { context: { rada_console: this.device } });
            if (success) {
                this.notification.add(success, { type: "success" });
            }
            return answer;
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                this.state.lost = true;
                this.notification.add(_t("The server cannot be reached. Nothing is lost; try again in a moment."), {
                    type: "warning",
                });
            } else if (error instanceof RPCError) {
                this.notification.add(error.data?.message || error.message, { type: "danger" });
            } else {
                throw error;
            }
            return false;
        } finally {
            this.state.busy = false;
            await this.read();
        }
    }

    call(method, ...args) {
        return this.run(SESSION, method, [[this.sessionId], ...args]);
    }

    ask(title, text, label, confirm) {
        this.dialog.add(ConfirmationDialog, { title, body: text, confirmLabel: label, confirm, cancel: () => {} });
    }

    askReason(title, label, confirm, suggested = "") {
        this.dialog.add(ReasonDialog, { title, label, confirm, suggested });
    }

    takeOver() {
        return this.enter(this.sessionId, true);
    }

    startSession() {
        return this.call("action_start");
    }

    closeSession() {
        this.ask(_t("Close the session"), _t("Every item must be settled. Nothing more can be voted on."), _t("Close"), () =>
            this.call("action_close")
        );
    }

    suspendSession() {
        this.askReason(_t("Break"), _t("Reason of the interruption"), (reason) => this.call("action_suspend", reason), _t("Break"));
    }

    nextItem() {
        return this.call("action_next_item");
    }

    beginItem(item) {
        if (this.mine && this.live.state === "open" && ["pending", "postponed"].includes(item.status)) {
            return this.run("biuro.rada.agenda.item", "action_begin", [[item.id]]);
        }
    }

    toggle(line) {
        if (this.live.rehearsal || !this.mine) {
            return;
        }
        return this.run("biuro.rada.attendance", line.present ? "action_check_out" : "action_check_in", [[line.line]]);
    }

    everybodyPresent() {
        const lines = this.live.attendance.filter((line) => !line.present).map((line) => line.line);
        this.ask(
            _t("Everybody present"),
            _t("Note that all %s councillors on the list are present?", this.live.attendance.length),
            _t("Yes"),
            () => this.run("biuro.rada.attendance", "action_check_in", [lines])
        );
    }

    openVote() {
        return this.call("action_quick_vote");
    }

    openPrepared(vote) {
        return this.run(VOTE, "action_open", [[vote.id]]);
    }

    /** Two clicks to a roll-call: this, and the reason. */
    rollCall() {
        if (this.isOpen && this.vote.ballot === "open_rollcall") {
            this.state.roll = true;
            return;
        }
        if (this.isOpen && this.vote.ballot !== "open_device") {
            return;
        }
        this.askReason(
            _t("Roll-call"),
            _t("What failed (art. 14 ust. 3)?"),
            async (reason) => {
                const answer = this.isOpen
                    ? await this.run(VOTE, "action_fall_back_to_roll_call", [[this.vote.id], reason])
                    : await this.call("action_quick_vote", "open_rollcall", reason);
                if (answer) {
                    this.state.roll = true;
                }
            },
            _t("the voting devices do not work")
        );
    }

    /** One who lost the device votes aloud: the list of names is entered beside the devices. */
    enterByName() {
        this.state.roll = true;
    }

    enterChoice(councillor, choice) {
        return this.orm.call(VOTE, "cast_roll_call", [[this.vote.id], { [councillor]: choice }], {
            context: { rada_console: this.device },
        });
    }

    closeRoll() {
        this.state.roll = false;
        return this.read();
    }

    closeVote() {
        const vote = this.vote;
        if (vote.on_paper) {
            this.dialog.add(PaperBallot, {
                vote,
                takers: this.live.takers,
                handOut: (ids) => this.run(VOTE, "action_hand_out", [[vote.id], ids]),
                confirm: (totals, invalid) => this.run(VOTE, "action_close_paper", [[vote.id], totals, invalid]),
            });
            return;
        }
        const left = vote.ballot === "secret" ? Math.max(vote.present - vote.cast, 0) : this.missing.length;
        if (left) {
            this.ask(
                _t("Close the vote"),
                _t("%s of those present have not voted yet. They will be listed as not voting.", left),
                _t("Close the vote"),
                () => this.run(VOTE, "action_close_vote", [[vote.id]])
            );
            return;
        }
        return this.run(VOTE, "action_close_vote", [[vote.id]]);
    }

    undoVote() {
        this.askReason(
            _t("Opened by mistake"),
            _t("Why the vote is called off"),
            (reason) => this.run(VOTE, "action_undo_open", [[this.vote.id], reason]),
            _t("opened by mistake")
        );
    }

    repeatVote() {
        if (this.vote.election) {
            return this.run(VOTE, "action_next_round", [[this.vote.id]], _t("The next round is prepared."));
        }
        this.askReason(
            _t("Repeat the vote"),
            _t("Why the council votes again"),
            (reason) => this.run(VOTE, "action_repeat", [[this.vote.id], reason])
        );
    }

    async prepareVote(vote) {
        const values = vote ? {} : await this.orm.call(SESSION, "get_vote_defaults", [[this.sessionId]]);
        const context = Object.fromEntries(Object.entries(values).map(([name, value]) => [`default_${name}`, value]));
        this.dialog.add(FormViewDialog, {
            resModel: VOTE,
            resId: vote ? vote.id : false,
            title: _t("Prepare a vote"),
            context: { ...context, form_view_ref: "biuro_rada.biuro_rada_vote_view_form_console" },
            onRecordSaved: () => this.read(),
        });
    }

    printVote() {
        const name = this.vote.ballot === "secret" ? "action_report_vote_scrutiny" : "action_report_vote_named_list";
        return this.action.doAction(`biuro_rada.${name}`, {
            additionalContext: { active_id: this.vote.id, active_ids: [this.vote.id], active_model: VOTE },
        });
    }

    openVoteForm(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: VOTE,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    nextSpeaker() {
        return this.run(SPEAKER, "action_next", [this.sessionId]);
    }

    giveFloor(speaker) {
        return this.run(SPEAKER, "action_give_floor", [[speaker.id]]);
    }

    endSpeech() {
        return this.run(SPEAKER, "action_end", [[this.live.speaking.id]]);
    }

    moreTime() {
        return this.run(SPEAKER, "action_extend", [[this.live.speaking.id], 60]);
    }

    removeSpeaker(speaker) {
        return this.run(SPEAKER, "action_remove", [[speaker.id]]);
    }

    async addSpeaker() {
        const name = this.state.person.trim();
        if (!name) {
            return;
        }
        const found = this.live.seats.find((seat) => seat.name.toLowerCase() === name.toLowerCase());
        const values = found ? { councillor_id: found.id } : { name, kind: "resident" };
        const answer = await this.orm
            .call(SPEAKER, "add_speaker", [this.sessionId], { ...values, context: { rada_console: this.device } })
            .catch((error) => this.notification.add(error.data?.message || error.message, { type: "danger" }));
        if (answer?.queue) {
            this.state.person = "";
        }
        await this.read();
    }

    showInHall(ev) {
        return this.call("action_show_in_hall", ev.target.value);
    }

    openHall() {
        window.open(`/rada/ekran/${this.sessionId}`, "_blank");
    }

    rehearse() {
        this.ask(
            _t("Rehearsal"),
            _t("A trial vote is opened on the councillors' devices. Nothing of it is kept as a vote."),
            _t("Begin the rehearsal"),
            async () => {
                const answer = await this.call("action_rehearse");
                if (answer) {
                    await this.pick(answer.id);
                }
            }
        );
    }

    async endRehearsal() {
        const answer = await this.orm.call(SESSION, "action_end_rehearsal", [[this.sessionId]]);
        this.notification.add(_t("Ready: %(green)s, not ready: %(red)s", answer), { type: "info" });
        this.state.rehearsal = null;
        await this.pick(answer.session);
    }

    // ---- keyboard ----------------------------------------------------------------------------------------------------

    get shortcuts() {
        return [
            ["D", _t("Next item"), this.live?.state === "open" && !this.isOpen && (() => this.nextItem())],
            ["G", _t("Open the vote"), this.canVote && (() => this.openVote())],
            ["K", _t("Close the vote"), this.isOpen && (() => this.closeVote())],
            ["X", _t("Opened by mistake: call off"), this.isOpen && (() => this.undoVote())],
            ["I", _t("Roll-call"), (this.isOpen || this.canVote) && (() => this.rollCall())],
            ["B", _t("Enter a vote by name"), this.isOpen && this.live.roll.length && (() => this.enterByName())],
            ["V", _t("Prepare a vote"), this.canVote && (() => this.prepareVote())],
            ["M", _t("Next speaker"), this.live?.item && (() => this.nextSpeaker())],
            ["E", _t("End of the speech"), this.live?.speaking && (() => this.endSpeech())],
            ["L", _t("Print the list"), this.vote && this.vote.state === "closed" && (() => this.printVote())],
            ["?", _t("Keyboard shortcuts"), () => this.dialog.add(ShortcutsDialog, { rows: this.shortcuts })],
        ];
    }

    onKey(ev) {
        if (this.state.roll || ev.ctrlKey || ev.altKey || ev.metaKey || ev.repeat || !this.live) {
            return;
        }
        if (/^(INPUT|TEXTAREA|SELECT)$/.test(ev.target.tagName) || document.querySelector(".o_dialog, .modal.show")) {
            return;
        }
        const row = this.shortcuts.find(([key]) => key.toLowerCase() === ev.key.toLowerCase());
        if (row && row[2] && (this.mine || row[0] === "?" || row[0] === "L")) {
            ev.preventDefault();
            ev.stopPropagation();
            row[2]();
        }
    }
}

registry.category("actions").add("biuro_rada.console", Console);
