import { type RefObject, useEffect, useState } from 'react';

/** Takes files that are dropped on the letter or pasted into it, before the editor sees them. Answers whether some hover over it. */
export function useFilesIn(
  root: RefObject<HTMLElement | null>,
  on: { readonly files: (files: readonly File[]) => void; readonly pictures: (files: readonly File[]) => void },
): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!element.contains(event.relatedTarget as Node | null)) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      on.files([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      // Word and browsers put a picture of the text beside the text: then the text is meant.
      if (files.length === 0 || event.clipboardData?.types.includes('text/html')) return;
      event.preventDefault();
      event.stopPropagation();
      const isPicture = (file: File) => /^image\/(?:png|jpeg|gif|webp)$/.test(file.type);
      on.pictures(files.filter(isPicture));
      on.files(files.filter((file) => !isPicture(file)));
    };
    element.addEventListener('dragover', drag, true);
    element.addEventListener('dragleave', leave, true);
    element.addEventListener('drop', drop, true);
    element.addEventListener('paste', paste, true);
    return () => {
      element.removeEventListener('dragover', drag, true);
      element.removeEventListener('dragleave', leave, true);
      element.removeEventListener('drop', drop, true);
      element.removeEventListener('paste', paste, true);
    };
  }, [root, on]);
  return over;
}
