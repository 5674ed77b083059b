/** Somebody is written to first, over a desk where nothing is open: "/inbox/new?channel=3&to=+33612345678". */
export { default } from "../page";
