import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, useState } from "@odoo/owl";

/** The address of a calendar feed, shown this one time. */
export class FeedAddress extends Component {
    static template = "biuro_kancelaria.FeedAddress";
    static props = { ...standardActionServiceProps };

    setup() {
        this.url = this.props.action.params.url;
        this.state = useState({ copied: false });
    }

    async copy() {
        await browser.navigator.clipboard.writeText(this.url);
        this.state.copied = true;
    }
}

registry.category("actions").add("biuro_kancelaria.feed_address", FeedAddress);
