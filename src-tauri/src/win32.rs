//! The few calls to Windows itself, each behind a safe function.
#![allow(unsafe_code)]

use std::io;
use std::ptr::{copy_nonoverlapping, null_mut};

use windows_sys::Win32::Foundation::GlobalFree;
use windows_sys::Win32::Storage::FileSystem::{FILE_TYPE_DISK, FILE_TYPE_PIPE, GetFileType};
use windows_sys::Win32::System::Console::{
    ATTACH_PARENT_PROCESS, AttachConsole, FreeConsole, GetStdHandle, STD_ERROR_HANDLE, STD_INPUT_HANDLE,
    STD_OUTPUT_HANDLE, SetStdHandle,
};
use windows_sys::Win32::System::DataExchange::{
    CloseClipboard, EmptyClipboard, OpenClipboard, SetClipboardData,
};
use windows_sys::Win32::System::Memory::{GMEM_MOVEABLE, GlobalAlloc, GlobalLock, GlobalUnlock};
use windows_sys::Win32::System::Ole::CF_UNICODETEXT;
use windows_sys::Win32::UI::WindowsAndMessaging::{MB_ICONERROR, MB_OK, MB_SETFOREGROUND, MessageBoxW};

/// Joins the terminal of whoever started the program, so that answers and refusals are read there: a program with a window
/// begins without one. Output that goes to a file or to another program stays where it goes.
pub(crate) fn join_terminal() {
    // SAFETY: numbers and handles of this process go in and out; none is kept or closed. Where there is no terminal to join
    // (a start from the menu) the call fails and changes nothing.
    unsafe {
        let streams = [STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE];
        let given = streams.map(|stream| (stream, GetStdHandle(stream)));
        AttachConsole(ATTACH_PARENT_PROCESS);
        // Joining points the streams at the terminal, those too that were sent elsewhere.
        for (stream, handle) in given {
            if matches!(GetFileType(handle), FILE_TYPE_DISK | FILE_TYPE_PIPE) {
                SetStdHandle(stream, handle);
            }
        }
    }
}

/// Leaves the terminal before a window opens: closing the terminal would end the program with it. A development build keeps
/// it, because a developer reads there what the program says.
pub(crate) fn leave_terminal() {
    if !cfg!(debug_assertions) {
        // SAFETY: takes no arguments; without a terminal it fails and changes nothing.
        unsafe { FreeConsole() };
    }
}

/// Shows a message with one button and waits until it is closed.
pub(crate) fn show_error(title: &str, message: &str) {
    let (title, message) = (wide(title), wide(message));
    let style = MB_OK | MB_ICONERROR | MB_SETFOREGROUND;
    // SAFETY: both texts end with a zero and outlive the call.
    unsafe { MessageBoxW(null_mut(), message.as_ptr(), title.as_ptr(), style) };
}

/// Puts text on the clipboard.
pub(crate) fn copy(text: &str) -> io::Result<()> {
    let text = wide(text);
    // SAFETY: the block is as long as the text, is written while it is locked, and belongs to the clipboard once that has
    // taken it; else it is freed here. The clipboard is closed on every way out after it was opened.
    unsafe {
        let block = GlobalAlloc(GMEM_MOVEABLE, size_of_val(text.as_slice()));
        let target = if block.is_null() { null_mut() } else { GlobalLock(block) };
        if target.is_null() {
            return Err(io::Error::last_os_error());
        }
        copy_nonoverlapping(text.as_ptr(), target.cast(), text.len());
        GlobalUnlock(block);
        if OpenClipboard(null_mut()) == 0 {
            let error = io::Error::last_os_error();
            GlobalFree(block);
            return Err(error);
        }
        let taken = EmptyClipboard() != 0 && !SetClipboardData(u32::from(CF_UNICODETEXT), block).is_null();
        let error = io::Error::last_os_error();
        CloseClipboard();
        if taken {
            return Ok(());
        }
        GlobalFree(block);
        Err(error)
    }
}

/// Text as Windows takes it: UTF-16 with a zero at the end; a zero within ends it.
fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().take_while(|unit| *unit != 0).chain([0]).collect()
}
