/* Tells the office that the notice was opened, once, with the token of the form that stands on the page. */
(() => {
    const page = document.querySelector("[data-notice-opened]");
    const token = document.querySelector("input[name=csrf_token]");
    if (!page || !token || !page.dataset.noticeOpened) {
        return;
    }
    const body = new URLSearchParams({ csrf_token: token.value });
    fetch(page.dataset.noticeOpened, { method: "POST", body, credentials: "same-origin" }).catch(() => {});
})();
