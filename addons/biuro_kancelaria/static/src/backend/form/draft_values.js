import { deserializeDate, deserializeDateTime, serializeDate, serializeDateTime } from "@web/core/l10n/dates";

import { toRaw } from "@odoo/owl";

const PLAIN = ["boolean", "char", "float", "integer", "monetary", "selection", "text"];

/** Whether a field of the form may be kept on the computer: no files, no passwords, nothing marked as secret. */
function mayKeep(record, fieldNodes, name) {
    const nodes = Object.values(fieldNodes).filter((node) => node.name === name);
    return (
        name in record.activeFields &&
        nodes.length > 0 &&
        !nodes.some((node) => node.options?.no_draft || node.attrs?.password)
    );
}

function toDraft(type, value) {
    if (PLAIN.includes(type)) {
        return value;
    }
    switch (type) {
        case "html":
            return value ? value.toString() : "";
        case "date":
            return value ? serializeDate(value) : false;
        case "datetime":
            return value ? serializeDateTime(value) : false;
        case "many2one":
            return value ? { id: value.id, display_name: value.display_name } : false;
        case "many2many":
            return [...value.currentIds].filter((id) => typeof id === "number");
    }
}

/**
 * What the user changed in a form, as plain values.
 *
 * @param {import("@web/model/relational_model/record").Record} record
 * @param {Object} fieldNodes of the form's arch
 * @param {Object} typed texts that stand in their fields but have not reached the record yet
 */
export function draftValues(record, fieldNodes, typed = {}) {
    const values = {};
    for (const name of Object.keys(toRaw(record._changes))) {
        const value = mayKeep(record, fieldNodes, name) && toDraft(record.fields[name].type, record.data[name]);
        if (value !== undefined && mayKeep(record, fieldNodes, name)) {
            values[name] = value;
        }
    }
    for (const [name, text] of Object.entries(typed)) {
        if (["char", "text"].includes(record.fields[name]?.type) && mayKeep(record, fieldNodes, name)) {
            values[name] = text;
        }
    }
    return values;
}

/** Names of the fields in which a draft differs from the record. */
export function draftDifference(record, values) {
    return Object.keys(values).filter((name) => {
        if (!(name in record.activeFields) || record._isReadonly(name)) {
            return false;
        }
        const { type } = record.fields[name];
        const value = toDraft(type, record.data[name]);
        if (type === "many2one") {
            return (value && value.id) !== (values[name] && values[name].id);
        }
        return JSON.stringify(value || false) !== JSON.stringify(values[name] || false);
    });
}

/** Put a draft into the record, as if the user typed it. */
export async function restoreDraft(record, values) {
    // what depends on a restored field may be computed anew and hide another restored field: once more then
    for (let round = 0; round < 2; round++) {
        const changes = {};
        for (const name of draftDifference(record, values)) {
            const value = values[name];
            const { type } = record.fields[name];
            if (type === "many2many") {
                const current = record.data[name].currentIds;
                await record.data[name].addAndRemove({
                    add: value.filter((id) => !current.includes(id)),
                    remove: current.filter((id) => !value.includes(id)),
                });
            } else if (type === "date") {
                changes[name] = value ? deserializeDate(value) : false;
            } else if (type === "datetime") {
                changes[name] = value ? deserializeDateTime(value) : false;
            } else {
                changes[name] = value;
            }
        }
        if (Object.keys(changes).length) {
            await record.update(changes);
        }
    }
}
