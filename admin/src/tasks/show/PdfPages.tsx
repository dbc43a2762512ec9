import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerSrc from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/index.js';

GlobalWorkerOptions.workerSrc = workerSrc;
/** Where the build puts what the viewer needs for Chinese text and pictures. */
const RESOURCES = { cMapUrl: '/pdfjs/cmaps/', cMapPacked: true, standardFontDataUrl: '/pdfjs/standard_fonts/', wasmUrl: '/pdfjs/wasm/' };

/** An open file, and whom to tell that a page of it cannot be shown: silent once the file was left. */
interface Opened {
  pdf: PDFDocumentProxy;
  fail: () => void;
}

/** A PDF, one page at a time, as wide as its place. */
export default function PdfPages({ url, onFail }: { url: string; onFail: () => void }) {
  const t = useText();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [page, setPage] = useState(1);
  const failed = useRef(onFail);
  failed.current = onFail;
  useEffect(() => {
    const loading = getDocument({ url, ...RESOURCES });
    let left = false;
    const fail = () => {
      if (!left) failed.current();
    };
    loading.promise.then(pdf => !left && setOpened({ pdf, fail }), fail);
    return () => {
      left = true;
      setOpened(null);
      setPage(1);
      void loading.destroy();
    };
  }, [url]);
  if (!opened) return <Typography variant="body2">{t('taskPage.evidence.loading')}</Typography>;
  const { pdf, fail } = opened;
  return (
    <Box>
      {pdf.numPages > 1 && (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', justifyContent: 'center', pb: 0.5 }}>
          <Button disabled={page === 1} onClick={() => setPage(page - 1)}>
            {t('taskPage.evidence.previousPage')}
          </Button>
          <Typography variant="caption">{t('taskPage.evidence.page', { page, pages: pdf.numPages })}</Typography>
          <Button disabled={page === pdf.numPages} onClick={() => setPage(page + 1)}>
            {t('taskPage.evidence.nextPage')}
          </Button>
        </Box>
      )}
      <PageCanvas pdf={pdf} no={page} onFail={fail} />
    </Box>
  );
}

function PageCanvas({ pdf, no, onFail }: { pdf: PDFDocumentProxy; no: number; onFail: () => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let drawing: RenderTask | undefined;
    let left = false;
    const draw = async () => {
      const page = await pdf.getPage(no);
      const place = canvas.current;
      if (left || !place) return;
      const natural = page.getViewport({ scale: 1 });
      const width = place.parentElement?.clientWidth ?? natural.width;
      const viewport = page.getViewport({ scale: (width / natural.width) * Math.max(window.devicePixelRatio, 1.5) });
      place.width = viewport.width;
      place.height = viewport.height;
      drawing = page.render({ canvas: place, viewport });
      await drawing.promise;
    };
    // Who turns the page or closes the viewer breaks off what is under way: that is no failure.
    draw().catch(() => !left && onFail());
    return () => {
      left = true;
      drawing?.cancel();
    };
  }, [pdf, no, onFail]);
  return <canvas ref={canvas} style={{ width: '100%', display: 'block', background: '#fff' }} />;
}
