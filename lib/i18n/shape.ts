/** The shape of a message tree with any words in it: a zh-CN file must have exactly the keys of its English twin. */
export type Translated<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Translated<Tree[Key]> };
