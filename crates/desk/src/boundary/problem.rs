//! The one error that crosses to the user interface.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Why something did not work, in a form the user interface has words for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[serde(rename_all = "camelCase")]
#[error("{code:?}: {detail}")]
pub struct Problem {
    /// The cause.
    pub code: Code,
    /// What names the thing: an address, a limit, a time, the service's own words. Never a secret.
    pub detail: String,
    /// The fields it speaks of, if it speaks of any.
    pub fields: Vec<FieldProblem>,
}

impl Problem {
    /// A cause with what names the thing.
    pub fn of(code: Code, detail: impl Into<String>) -> Problem {
        Problem {
            code,
            detail: detail.into(),
            fields: Vec::new(),
        }
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldProblem {
    /// The field's name as the template writes it.
    pub field: String,
    /// The cause.
    pub problem: FieldProblemCode,
    /// The service's own words where `problem` is `saidByService`, the most characters where it is
    /// `tooLong`, else empty.
    pub detail: String,
}

/// What can be wrong with one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FieldProblemCode {
    /// The office requires it and it is empty.
    Required,
    /// Not a number.
    NotANumber,
    /// Not a date.
    NotADate,
    /// The portrait is not as good as the office asks for.
    PortraitBlocked,
    /// A field type this program does not know; it cannot be filled here.
    UnlistedType,
    /// The issuing service said so.
    SaidByService,
    /// Longer than the service takes; the detail holds how many characters it takes.
    TooLong,
    /// No e-mail address, and the service would send to it.
    NotAnEmail,
    /// The connection issues by GET, which takes neither custom fields nor pictures.
    NotByGet,
    /// The picture's address was looked at again before ordering, and did not pass.
    AddressNotPassed,
    /// The template has it since the order was filled.
    Came,
    /// The template does not have it any more.
    Went,
    /// It is of another type than when the order was filled.
    Retyped,
}

/// Every cause the user interface can be told. Each has its words there, in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Code {
    /// The address is no web address, or has parts an address may not have.
    InvalidAddress,
    /// `http://` to another machine.
    InsecureAddress,
    /// A server answers at the address, but knows nothing of the service there (404).
    NoSuchEndpoint,
    /// This computer cannot make secure connections, as without any trusted certificates.
    ClientSetup,
    /// No connection could be made.
    Unreachable,
    /// The host's name is not known.
    NameNotFound,
    /// No answer in time.
    TimedOut,
    /// The server's certificate is not trusted.
    Certificate,
    /// Wrong client id or secret.
    WrongSecret,
    /// The secret has expired and must be rotated.
    SecretExpired,
    /// The account lacks the role.
    NoRole,
    /// The account may not use this tenant, or it does not exist.
    UnknownTenant,
    /// The service keeps refusing the token.
    NotAuthenticated,
    /// Too many requests; `detail` holds the time it ends, if known.
    RateLimited,
    /// The address has moved; `detail` holds where to.
    Moved,
    /// The template is not there any more.
    TemplateGone,
    /// The template changed while an order waited; the fields say what.
    TemplateChangedMeanwhile,
    /// The service refused a value; see `fields` and `detail`.
    BadInput,
    /// The service failed; `detail` holds the status.
    ServerFailed,
    /// The answer is not what the service's documentation shows.
    UnreadableAnswer,
    /// The service answered with a code its documentation does not list.
    UndocumentedAnswer,
    /// The connection broke after the request had left.
    Broken,

    /// The operating system offers no keyring.
    NoKeyring,
    /// The keyring is locked.
    KeyringLocked,
    /// The keyring was not waited for any longer; it may be asking a person.
    KeyringNoAnswer,
    /// The keyring cannot hold a secret this long.
    SecretTooLong,
    /// The keyring failed.
    KeyringFailed,
    /// No secret is kept for this connection.
    SecretMissing,

    /// The ledger's key is missing or does not match.
    LedgerLocked,
    /// The ledger's file is missing.
    LedgerMissing,
    /// Another program holds the ledger; `detail` is the number of its process, where it is known.
    LedgerInUse,
    /// This program itself is still at work with the ledger: a backup or an export.
    LedgerBusy,
    /// The folder or file cannot be written.
    LedgerReadOnly,
    /// The ledger is damaged.
    LedgerDamaged,
    /// One order in the ledger cannot be read; the others can.
    OrderUnreadable,
    /// The disk is full.
    DiskFull,
    /// The ledger failed; `detail` says how.
    LedgerFailed,
    /// A new passphrase has fewer than 15 characters.
    PassphraseTooShort,
    /// The backup was made with another passphrase.
    WrongPassphrase,
    /// The file is no backup.
    NotABackup,
    /// An order of this number is in the ledger already.
    NumberAlreadyKnown,
    /// A credential number of Breeze's has digits and nothing else.
    NumberNotPossible,
    /// The order is not in a state that allows this.
    WrongState,
    /// There is no such order.
    NoSuchOrder,
    /// Orders of this connection are not settled; `detail` holds how many.
    OrdersUnsettled,
    /// The order belongs to another connection; `detail` holds its name, or its id if it is one
    /// of the practice office's, which have a name in each language.
    OtherConnection,
    /// The ledger ends with the program: only practice orders are taken.
    OrdersNotKept,
    /// Nothing leaves until the operator lets it.
    OutboxPaused,
    /// How an order ended cannot be written down, and would be lost; `detail` names the person.
    EndNotWritten,
    /// The ledger is a copy or was put back: the order may have been sent since.
    LedgerCopied,
    /// A day before the order's or one to come.
    DayNotPossible,
    /// The same person has an order already; nothing was ordered without a reason.
    OrderedBefore,
    /// The same picture was ordered under another name.
    PictureOfAnother,
    /// Somebody else is at the counter by now; nothing was changed.
    AnotherPerson,
    /// The window is about to close.
    Closing,

    /// The picture is empty (0 bytes).
    PictureEmpty,
    /// Too many bytes or pixels; `detail` holds the limit.
    PictureTooLarge,
    /// No picture this program reads.
    PictureUnsupported,
    /// HEIC or AVIF: to be saved as JPEG first.
    PictureHeic,
    /// The picture ends too early.
    PictureTruncated,
    /// The picture cannot be decoded.
    PictureDamaged,
    /// The picture on the clipboard is too large, or damaged: which of them cannot be told.
    ClipboardPictureUnfit,
    /// The crop is not possible.
    CropInvalid,
    /// A portrait cannot have this size; `detail` holds what its sides may be, in pixels.
    PortraitSize,
    /// There is no picture in this field.
    NoPicture,
    /// The clipboard holds no picture.
    ClipboardWithoutPicture,
    /// The file cannot be read.
    FileUnreadable,
    /// The file cannot be written; `detail` says how it failed.
    FileUnwritable,
    /// A workbook holds no more than a million lines.
    TooManyForWorkbook,
    /// The address of the picture is not allowed (not https, private, with credentials).
    PictureAddressRefused,
    /// The picture's address gave nothing; `detail` says why, for support.
    PictureNotFetched,
    /// The picture's address gives another picture than the one that was shown.
    PictureChanged,
    /// Faces cannot be looked for on this computer.
    FaceModels,
    /// The portrait is not as good as the office asks for; see `fields`.
    PortraitBlocked,
    /// The original of the picture is not kept any more: it cannot be cut otherwise.
    OriginalGone,
    /// A bound of what is asked of portraits lies above the other one.
    PortraitBounds,

    /// The API key is wrong or was revoked.
    WrongKey,
    /// Something else than the service answers at the address.
    OtherService,
    /// What cannot be sent by GET: pictures and custom fields.
    NotByGet,
    /// The service declined without saying which value; `detail` holds its words.
    Declined,
    /// The service says that the order's key was used before.
    KeyUsed,
    /// The badge was revoked before.
    AlreadyRevoked,
    /// The answer to a change of a badge was lost, and the badge stands as it did.
    ChangeNotSeen,
    /// The answer to a change of a badge was lost, and how it stands now is not told.
    ChangeUnclear,
    /// There is no issued badge of this id.
    NoSuchBadge,
    /// The issued badge that was named is of another template than the order.
    BadgeOfOtherTemplate,
    /// The issued badge that was named is another person's.
    BadgeOfSomebodyElse,
    /// The badge that the operator named was made before the order was first sent.
    BadgeOlder,
    /// The badge's template has no design for a certificate.
    NoCertificateDesign,
    /// What came as a certificate is no PDF.
    NotPdf,
    /// The badge has no public address that may be opened.
    NoPublicPage,
    /// The file of field descriptions cannot be understood.
    NotFieldDescriptions,

    /// No column of the file is one by which people are found, or it is no text with columns.
    NotARoster,
    /// The file names nobody.
    RosterEmpty,
    /// More than 16 MiB or 50,000 lines.
    RosterTooLarge,
    /// A cell is too long or holds what nobody types; `detail` holds its line and heading, as
    /// `12: E-mail`.
    RosterCell,
    /// A line has more cells than there are headings; `detail` holds its number.
    RosterMoreCells,
    /// A line has neither name nor number nor address; `detail` holds its number.
    RosterNobody,
    /// The person is not in the roster or an order any more.
    NoSuchPerson,

    /// No connection is chosen.
    NoConnection,
    /// There is no such connection.
    NoSuchConnection,
    /// This link does not wait any more.
    NoSuchLink,
    /// The operating system does not bring links here.
    LinksNotTaken,
    /// No template is chosen.
    NoTemplate,
    /// There is no such field, or it is not of that type.
    NoSuchField,
    /// The template changed since the form was opened.
    TemplateChanged,
    /// The form is not complete; see `fields`.
    FormIncomplete,
    /// A name, tenant or another required setting is missing; `detail` names it.
    SettingMissing,
    /// The program's folder or a file in it cannot be used; `detail` names it.
    FolderUnusable,
    /// The practice office did not start.
    PracticeFailed,
    /// A part of the program stopped in the middle of its work.
    Interrupted,
}
