import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface Props {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly width?: 'narrow' | 'wide' | 'broad';
  /** Escape and a click beside it close it; off while its command is under way. */
  readonly isDismissable?: boolean;
  readonly children: ReactNode;
  /** For a body of text alone that may be longer than the window: it takes the focus, so that keys scroll it. */
  readonly isReading?: boolean;
  /** The buttons; the one that is safe comes first and has the focus where something is at stake. */
  readonly actions?: ReactNode;
}

/** A decision. Never used for reading: what is read stands beside its list. */
export function Dialog(props: Props) {
  const { title, isOpen, onClose, width = 'narrow', isDismissable = true } = props;
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
    >
      <Modal className={`modal modal-${width}`}>
        <AriaDialog className="dialog">
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <div className="dialog-body" {...(props.isReading === true && { tabIndex: 0 })}>
            {props.children}
          </div>
          {props.actions !== undefined && <div className="dialog-actions">{props.actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
