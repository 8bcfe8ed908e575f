import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { session } from "@web/session";
import "@web/webclient/user_menu/user_menu_items";

const PREFIX = "biuro_draft:";
const DAYS_KEPT = 14;

let isClosed = false;

function draftKeys() {
    const { localStorage } = browser;
    const keys = [];
    for (let index = 0; index < localStorage.length; index++) {
        const key = localStorage.key(index);
        if (key.startsWith(PREFIX)) {
            keys.push(key);
        }
    }
    return keys;
}

/** Where the drafts of the present user begin: a draft never shows up for somebody else at the same computer. */
function userPrefix() {
    return `${PREFIX}${session.db || ""}:${user.userId}:`;
}

/**
 * Name of the place of a draft.
 *
 * @param {string} resModel
 * @param {number|false} resId false for a new record
 * @param {Object} [context] for a new record, its default values tell one kind of form from another
 */
export function draftKey(resModel, resId, context = {}) {
    let kind = resId || "new";
    if (!resId) {
        const defaults = Object.entries(context)
            .filter(([name, value]) => name.startsWith("default_") && !(value instanceof Object))
            .map(([name, value]) => `${name.slice(8)}=${value}`);
        kind += defaults.length ? `?${defaults.sort().join("&")}` : "";
    }
    return `${userPrefix()}${resModel}:${kind}`;
}

/** Keep a draft; returns false when the browser could not. */
export function saveDraft(key, draft) {
    if (isClosed) {
        return false;
    }
    try {
        browser.localStorage.setItem(key, JSON.stringify(draft));
        return true;
    } catch {
        return false; // full or switched off: work goes on without the safety net
    }
}

export function loadDraft(key) {
    try {
        return JSON.parse(browser.localStorage.getItem(key));
    } catch {
        return null;
    }
}

export function dropDraft(...keys) {
    for (const key of keys) {
        browser.localStorage.removeItem(key);
    }
}

/** Logging out: nothing of what the user typed stays, and the forms still open keep nothing more. */
export function closeDrafts() {
    isClosed = true;
    dropDraft(...draftKeys());
}

/** Throw away what belongs to other users of this computer, and what is too old to be missed. */
export function sweepDrafts(now = Date.now()) {
    isClosed = false;
    const mine = userPrefix();
    const oldest = now - DAYS_KEPT * 24 * 3600 * 1000;
    dropDraft(...draftKeys().filter((key) => !key.startsWith(mine) || !(loadDraft(key)?.time > oldest)));
}

registry.category("services").add("biuro_drafts", {
    start() {
        sweepDrafts();
    },
});

const userMenu = registry.category("user_menuitems");
const logOutItem = userMenu.get("log_out");
userMenu.add(
    "log_out",
    (env) => {
        const item = logOutItem(env);
        return {
            ...item,
            callback: () => {
                closeDrafts();
                return item.callback();
            },
        };
    },
    { force: true }
);
