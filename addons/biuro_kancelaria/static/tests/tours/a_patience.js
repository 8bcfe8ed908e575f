import { registry } from "@web/core/registry";

/** Signing or printing on a busy machine takes longer than the ten seconds that a step is given when it says nothing. */

const TIMEOUT = 30000;
const tours = registry.category("web_tour.tours");

function bePatient(name, tour) {
    if (name.startsWith("biuro_")) {
        const steps = tour.steps;
        tour.steps = () => steps().map((step) => ({ timeout: TIMEOUT, ...step }));
    }
}

for (const [name, tour] of tours.getEntries()) {
    bePatient(name, tour);
}
tours.addEventListener("UPDATE", ({ detail: { operation, key, value } }) => {
    if (operation === "add") {
        bePatient(key, value);
    }
});
