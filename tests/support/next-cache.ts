/** There is no page to draw again. */
export const revalidatePath = () => undefined;
export const refresh = () => undefined;
