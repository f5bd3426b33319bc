// Where in another application the service stands: this file comes from its folder static/.
export const [, root] = /^https?:\/\/[^/]+(.*)\/static\//.exec(import.meta.url) ?? ["", ""];
