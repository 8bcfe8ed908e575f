/**
 * Open a record in the form that the server names for it: an outgoing letter has another form than an incoming one.
 *
 * @param {import("@web/env").OdooEnv} env
 * @param {string} resModel
 * @param {number} resId
 */
export async function openRecord(env, resModel, resId) {
    const action = await env.services.orm.call(resModel, "get_formview_action", [[resId]]);
    return env.services.action.doAction(action);
}
