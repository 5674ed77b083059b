import type { DragEvent } from "react";

const KIND = "application/x-inbox-conversations";

/** The conversations that travel with a drag. */
export const draggedIds = {
  put: (event: DragEvent, ids: readonly number[]) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData(KIND, JSON.stringify(ids));
  },
  areIn: (event: DragEvent) => event.dataTransfer.types.includes(KIND),
  read: (event: DragEvent): number[] => JSON.parse(event.dataTransfer.getData(KIND) || "[]"),
};
