# Strings of the window in English. The same keys as ru.ftl, checked by a test.

app-name = eXpress Help
document-title = { $page } — eXpress Help
skip-to-content = Skip to content
loading = Loading…

## Top bar
toolbar-label = Toolbar
home = Home
back = Back
forward = Forward
breadcrumb-label = Breadcrumb
bookmark-add = Add bookmark
bookmark-remove = Remove bookmark
theme-to-dark = Switch to the dark theme
theme-to-light = Switch to the light theme
language-switch = Переключить на русский
language-switch-short = EN
settings = Settings
support = Contact support
support-short = Support
contents-open = Open contents
contents-close = Close contents

## Search
search-label = Search help
search-placeholder = Search help
search-clear = Clear search
home-search-placeholder = A question, a word or an error message
home-search-label = A question, a word or an error message
search-title = Search
results-count = { $count ->
    [one] { $count } article found
   *[other] { $count } articles found
  }
results-shown = { $count ->
    [one] the first one is shown
   *[other] the first { $count } are shown
  }
results-list = Search results
result-section = Section of the article: 
results-hint = ↑ ↓ to choose, Enter to open, Esc to go back to the article
results-corrected = Showing results for
results-corrected-short = Results for
results-as-typed = Search for “{ $query }”
results-as-typed-short = As typed
results-exact = Without corrections:
results-mend = Correct the query
results-suggestion = Did you mean:
results-suggestion-short = or
results-relaxed = No exact matches, similar ones are shown
quoted = “{ $text }”
results-none = Nothing found for “{ $query }”
results-none-hint = Try other words: the name of a button, a part of the error message, or what you want to do. One or two words are often enough.
results-none-sections = Look in these sections
results-none-filtered = Nothing found for “{ $query }” with these filters
results-none-filtered-hint = Remove the filters to search the whole help.
results-none-support = No answer? Write to support and say what you were looking for: “{ $query }”.
copy-query = Copy the query
copied-query = Query copied: { $query }
told-support = You searched for “{ $query }”. Mention it in your message.
search-failed = The search did not work. Try again, or open the section in the contents.

## Filters of the results
filters-label = Filters
filters-reset = Reset
filters-reset-all = Reset the filters
filter-audience = For whom
filter-audience-all = All readers
filter-audience-user = Employees
filter-audience-admin = Administrators
filter-audience-support = Support staff
filter-platform = Platform
filter-platform-all = All platforms
filter-section = Section
filter-section-all = All sections
filter-value = { $name } ({ $count })
filter-remove = Remove the filter “{ $name }”

## An empty search field
start-list = Recent searches and common questions
start-recent = Recent searches
start-hint = ↑ ↓ to choose, Enter to open
start-hint-recent = ↑ ↓ to choose, Enter to open, Delete to remove a search
recent-forget = Remove “{ $query }” from the history
recent-clear = Clear history

## Contents
contents-label = Contents
version = Version { $version }
version-copy = Version { $version }. Copy information about the program
corpus-date = help as of { $date }

## Home and sections
quick-label = Common questions
sections-title = Sections
bookmarks-title = Bookmarks
support-title = No answer here?
section-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
  }
section-empty = There are no articles in this section yet.

## Article
updated = updated { $date }
copy-address = Copy the address of the article
copy-heading = Copy a link to the section “{ $title }”
previous = Previous
next = Next
pager-label = Neighbouring articles
related = Read also
on-this-page = On this page
tabs-label = Platform
table-label = Table
task-done = done: { $text }
task-open = step: { $text }
audience-all = for everyone
audience-admin = for administrators
audience-support = for support
platform-all = all platforms
platform-web = web
platform-desktop = computer
platform-ios = iPhone
platform-android = Android
platform-admin-panel = admin panel
platform-server = server
article-marks = Who the article is for

## Find in the article
find-label = Find on this page
find-placeholder = Find on this page
find-count = { $current } of { $total }
find-none = no matches
find-next = Next match
find-previous = Previous match
find-close = Close find on this page

## Words of the search in the article
found-label = Words of the search in the article
found-total = { $total ->
    [one] { $total } word found
   *[other] { $total } words found
  }
found-at = { $total ->
    [one] { $current } of { $total } word found
   *[other] { $current } of { $total } words found
  }
found-next = Next word
found-previous = Previous word
found-close = Remove the highlights

## Settings
settings-language = Language
language-ru = Русский
language-en = English
settings-theme = Theme
theme-system = As in the system
theme-light = Light
theme-dark = Dark
settings-zoom = Zoom
zoom-in = Zoom in
zoom-out = Zoom out
zoom-reset = Reset zoom
zoom-value = { $percent }%
settings-audience = I am
settings-audience-hint = Decides which blocks of the articles are open from the start.
role-user = an employee
role-admin = an administrator
role-support = support staff
settings-platform = My platform
settings-platform-hint = This tab is open in instructions for several devices.
platform-choice-none = Not chosen
platform-choice-web = Web
platform-choice-desktop = Computer
platform-choice-ios = iPhone
platform-choice-android = Android
platform-choice-admin-panel = Admin panel
platform-choice-server = Server
settings-history-clear = Clear search history
settings-history-empty = The search history is empty
about-version = Version
about-build = Build
about-corpus = Help as of
about-system = System
about-pack = Article pack
about-copy = Copy this information
settings-shortcuts = Keyboard shortcuts

## Settings by group, what the organisation says of them, what is kept
settings-group-general = General
settings-group-reading = Reading
settings-group-search = Search
settings-group-privacy = Privacy
settings-group-support = Support
settings-group-about = About
settings-managed = Your organisation sets some of these:
settings-unmanaged = What your organisation sets on this computer:
setting-locked = Set by your organisation
setting-locked-more = More
setting-recommended = Recommended by your organisation
setting-recommended-other = Your organisation recommends: { $value }
setting-restore = Restore
setting-refused = Your organisation sets this; it cannot be changed here
settings-start = Open at the start
settings-start-hint = If the program is opened by a link, it shows what the link leads to.
start-home = Home page
start-last = Last page
start-article = The organisation’s article: “{ $title }”
settings-autostart = Start when I sign in
settings-autostart-hint = The help window opens by itself when you sign in to this computer.
switch-on = on
switch-off = off
notice-autostartFailed = Starting at sign-in could not be set up. The program will try again at its next start.
error-autostart = The setting is saved, but the system did not take it. Check that you may write to the autostart folder, and start the program again.
settings-updates = Update the application automatically
settings-updates-hint = For now updates come with your organisation’s package; the program itself downloads nothing.
settings-updates-locked = Cannot be changed
settings-column = Width of the text
settings-column-hint = A wide column suits large screens.
column-narrow = Narrow
column-normal = Normal
column-wide = Wide
settings-motion = Motion on the screen
motion-system = As in the system
motion-reduce = Less motion
settings-corrections = Correct typing errors and keyboard layout
settings-corrections-hint = If switched off, the search looks for what is typed. A single search can still be corrected: Alt+Z.
settings-keep-searches = Remember recent searches
settings-keep-searches-hint = Searches that led you to an article. They are kept on this computer only. If switched off, those kept are deleted at once.
settings-privacy-lead = All of this is kept on this computer only. Nothing leaves it but what you send to support yourself.
kept-bookmarks = Bookmarks
kept-bookmarks-about = Articles you marked with a star.
kept-bookmarks-question = { $count ->
    [one] Delete { $count } bookmark? It cannot be brought back.
   *[other] Delete { $count } bookmarks? They cannot be brought back.
  }
kept-searches = Recent searches
kept-searches-about = Searches that led you to an article.
kept-searches-question = { $count ->
    [one] Delete { $count } search? It cannot be brought back.
   *[other] Delete { $count } searches? They cannot be brought back.
  }
kept-finders = Answers in “Solve a problem”
kept-finders-about = Where you left off and what you ticked.
kept-finders-question = { $count ->
    [one] Delete the answers to { $count } problem? You will have to begin it again.
   *[other] Delete the answers to { $count } problems? You will have to begin them again.
  }
kept-last-place = Last page
kept-last-place-about = Kept only if the program opens where you left off.
kept-last-place-question = Forget where you left off? Until you go on, the program will open at the home page.
kept-person = Name and e-mail for requests
kept-person-about = From your last request: filled into the next one, where you see them before it is sent.
kept-person-question = Forget name and e-mail? You will have to enter them again in the next request.
kept-drafts = Drafts
kept-drafts-about = Requests not sent yet, with their files.
kept-drafts-question = { $count ->
    [one] Delete { $count } draft with its files? It cannot be brought back.
   *[other] Delete { $count } drafts with their files? They cannot be brought back.
  }
kept-drafts-stay = { $count ->
    [one] { $count } draft
   *[other] { $count } drafts
  }
kept-requests = Requests
kept-requests-about = Requests that were sent, failed or were cancelled.
kept-requests-question = { $count ->
    [one] Delete { $count } request from this computer? Support keeps it if it was sent.
   *[other] Delete { $count } requests from this computer? Support keeps those that were sent.
  }
kept-requests-stay = { $count ->
    [one] { $count } request
   *[other] { $count } requests
  }
kept-log = Log and crash reports
kept-log-about = What the program did. They have neither texts of searches nor names. They help support when something does not work.
kept-log-question = Delete the log and the crash reports? If something has gone wrong already, support will find it harder to see why.
kept-amount = Now: { $count } ({ $size }).
kept-nothing = Nothing now.
kept-staying = { $count ->
    [one] { $count } waits to be sent and stays.
   *[other] { $count } wait to be sent and stay.
  }
kept-forget = Delete
kept-forget-label = Delete: { $name }
kept-forget-all = Delete all but drafts and requests
kept-question = Delete from this computer?
kept-all-question = This is deleted: { $names }. It cannot be brought back.
kept-all-stay = This stays: { $written }.
kept-forgotten = Deleted: { $names }
error-kept = Not everything could be deleted. See what is left and try again.
error-kept-load = What is kept on this computer could not be counted. Reload the window (Ctrl+R).
settings-ways = Requests can be sent like this:
settings-to-support = Requests and drafts
about-web-view = Web view
settings-folders = Where the program’s files are
folder-data = Settings, bookmarks, drafts and requests
folder-log = Log and crash reports
folder-cache = Temporary files, may be deleted
folder-open = Open folder
folder-open-label = Open folder: { $name }
error-folder = The folder did not open: perhaps it is not there yet. Copy the path and open it yourself.

## What the organisation has set
policy-page = Managed by your organisation
policy-lead = What your organisation has set or recommends on this computer. You can show this page to your administrator.
policy-none = There are no policies on this computer.
policy-none-text = The organisation has locked nothing and recommends nothing: your settings and the built-in values in the table below hold.
policy-hidden = Your organisation does not show this page. If you need to know what is set, ask your administrator.
policy-failed = The table could not be loaded. Try again.
policy-general = Unknown keys and refused files
policy-search = Search keys, descriptions and values
policy-only-set = Only what is set
policy-count = { $found } of { $all } shown
policy-nothing-found = Nothing found
policy-copy = Copy as JSON
policy-copied = Copied: the same that express-help --print-policy --json prints
error-policy-copy = It could not be copied. express-help --print-policy --json prints the same.
policy-key = Key
policy-value = Value
policy-source = From
policy-locked = Locked
policy-not-set = not set
policy-yes = yes
policy-no = no
policy-empty-list = empty list
policy-items = { $count ->
    [one] { $count } value
   *[other] { $count } values
  }
policy-long-value = Show the value
policy-machine-only = Set for the machine only.
policy-planned = Not in effect in this version yet.
policy-error = Error
policy-warning = Warning
layer-machine-mandatory = locked for the machine
layer-user-mandatory = locked for the user
layer-command-line = command line
layer-user-settings = your choice
layer-user-recommended = recommended for the user
layer-machine-recommended = recommended for the machine
layer-built-in = built in

## Changed by the organisation while the window is open, contacts of its support
policy-changed = Your organisation has changed the settings
policy-next-start = A change takes effect after a restart of the program.
policy-waiting = takes effect after a restart
error-policy-change = Your organisation has changed the settings, but they could not be applied now. Close the program and open it again.
draft-no-way = Your organisation has switched off sending requests from this program. The draft is kept.
draft-no-way-more = Other ways to reach support
support-no-way-contacts = Requests cannot be sent from here. Below is how to reach your organisation’s support.
contacts-title = Your organisation’s support
contacts-organization = Organisation
contacts-phone = Phone
contacts-hours = Hours
contacts-portal = Request portal
contacts-knowledge-base = Knowledge base
external-title-blocked = External links do not open
external-text-blocked = Your organisation does not allow opening external links from this help. You can copy the address:

## Shortcuts
shortcuts-title = Keyboard shortcuts
shortcuts-search = Search
shortcuts-reading = Reading
shortcuts-window = Window
shortcut-focus-search = Go to search
shortcut-results = Choose and open a result
shortcut-reading = Search as typed or with corrections
shortcut-suggestion = Search for what is suggested
shortcut-escape = Clear the search, close a panel, remove highlights
shortcut-find = Find on this page
shortcut-find-next = Next and previous match
shortcut-found = Next and previous word of the search in the article
shortcut-back-forward = Back and forward
shortcut-home = Home page
shortcut-bookmark = Bookmark
shortcut-copy-address = Copy the address of the article
shortcut-print = Print
shortcut-zoom = Zoom
shortcut-contents = Show or hide contents
shortcut-settings = Settings
shortcut-shortcuts = This list
shortcut-reload = Reload the window
shortcut-full-screen = Full screen
close = Close

## External links
external-title = Open an external link?
external-text = The link leads outside this help and opens in the browser:
external-text-mail = Your mail program will open:
external-open = Open in the browser
external-open-mail = Write a message
external-copy = Copy address
cancel = Cancel

## Toasts and notices
copied-about = Copied: { $text }
copied-address = Address copied: { $address }
bookmark-added = Article added to bookmarks
bookmark-removed = Article removed from bookmarks
history-cleared = Search history cleared
zoom-changed = Zoom { $percent }%
dismiss = Dismiss
notice-storeSetAside = The file with your settings, bookmarks, drafts and requests was damaged. It has been set aside, and the program started with a new one.
notice-storeUnavailable = The file with your settings, bookmarks, drafts and requests cannot be opened. The help works, but nothing will be remembered after it is closed.

## Errors
error-title = The page could not be opened
error-missing-title = There is no such article here
error-missing = It may have been renamed, or it exists only in another version of the help. Search for it or open the section you need.
error-language-title = This article is not in English yet
error-language = Go back to the Russian version, or search for a similar article in English.
error-language-back = Open in Russian
error-article = The article did not open. Try again; if that does not help, reload the window (Ctrl+R).
error-home = To the home page
error-retry = Try again
error-address = The link leads to an unknown address: { $address }
error-section-missing-title = There is no such section here
error-settings = The setting could not be saved. It holds until the program is closed.
error-bookmark = The bookmark could not be saved. Try again.
error-history = The search history could not be changed. Try again.
error-copy = Copying did not work. Select the text and copy it yourself.
error-open = The link could not be opened. Copy the address and open it in the browser.
error-print = Printing could not be started. Check that a printer is connected.
error-full-screen = Full screen could not be switched.
error-language-switch = The language could not be switched. Try again.
error-unexpected = Unexpected error: { $message }. If something does not work, reload the window (Ctrl+R).
error-start = The help could not start. Close the program and open it again.
error-details = Details

## Problem finders
finders = Solve a problem
finders-lead = Answer a few questions, and the help shows the steps you need. Answers and ticks stay on this computer.
finder-as-text = All steps as text
finder-by-steps = Go step by step
finder-restart = Start again
finder-way = Steps so far
finder-back = Go back to this step
finder-read = You looked at: { $title }
finder-ticks = Do this and tick it off
finder-how = How to do it
finder-how-label = How to do it: { $text }
finder-answer = Answer
finder-result = What happened
finder-chosen = (you chose this)
finder-from = From the article
finder-did-it-help = Did it help?
finder-helped = It helped
finder-failed = It did not help
finder-solved = Good that it helped!
finder-solved-text = If the problem comes back, begin here again or write to support.
finder-support = Contact support
finder-support-text = So that you need not tell it all again, pass on what you have checked:
finder-tried-answer = { $ask } — { $say }
finder-tried-done = Done: { $text }
finder-tried-read = Did not help: the article “{ $title }”
finder-offered = Solve it step by step:
finder-step = Step { $number }. { $ask }
finder-step-link = step { $number }
finder-otherwise = if it did not help,
told-support-tried = Add what you have checked to your message:
copy-tried = Copy
copied-tried = Copied
error-finder = The answers could not be kept. They hold while the window is open.
error-finder-missing-title = There is no such problem here
picture-open = Open large: { $alt }

## Support
support-page = Support
support-lead = A request is written on this computer, even without a network. Before it is sent you see everything that leaves.
support-begin-problem = Report a problem
support-begin-problem-text = Something does not work, or not as it should
support-begin-feature = Suggest a feature
support-begin-feature-text = What eXpress lacks and what it is needed for
support-about = Other ways to get in touch:
support-no-way = No way of sending is set up. The article below says who to turn to.
support-failed = { $count ->
    [one] Support: { $count } request was not sent
   *[other] Support: { $count } requests were not sent
  }
error-support = The list of requests could not be loaded. The requests themselves are safe.
article-unhelped = Did it not help?
article-to-support = Write to support

## Drafts
drafts-title = Drafts
draft-nameless = No subject
draft-changed = changed { $when }
draft-continue = Continue
draft-continue-label = Continue: { $subject }
draft-delete = Delete the draft
draft-delete-label = Delete the draft: { $subject }
draft-delete-question = Delete the draft?
draft-delete-text = “{ $subject }” and the files attached to it cannot be brought back.
draft-deleted = Draft deleted: { $subject }
draft-title-problem = Report a problem
draft-title-feature = Suggest a feature
draft-lead-problem = Describe what happened. Fields with an asterisk are required. Everything is saved by itself, you can send it later.
draft-lead-feature = Tell us what is missing. Fields with an asterisk are required. Everything is saved by itself, you can send it later.
draft-required = required
draft-choose = Not chosen
draft-now = Now
draft-left = { $count ->
    [one] { $count } character left
   *[other] { $count } characters left
  }
draft-over = { $count ->
    [one] { $count } character too many
   *[other] { $count } characters too many
  }
draft-subject-long = A long subject: it is shortened in the message, and the whole of it stays in the text.
draft-context = This goes along with the request:
draft-preview = Check and send
draft-saved = Saved
draft-saving = Saving…
draft-unsaved = Not saved. Do not close the window: trying again.
draft-unsaved-disk-full = Not saved: the disk is full. Free some space and keep the window open, and everything will be saved.
draft-unkept = This draft goes when you close the program: its file on this computer cannot be opened. Send the request before that.
draft-problems = { $count ->
    [one] Correct { $count } field to send the request.
   *[other] Correct { $count } fields to send the request.
  }
context-article = Article “{ $title }”: { $address }
context-query = Searched the help for: “{ $query }”
error-draft-begin = The request could not be begun. Try again.
error-draft-delete = The draft could not be deleted. Try again.
error-draft-unsaved = The draft could not be saved, so it cannot be sent yet. Check that there is space on the disk and try again.
error-draft-preview = The request could not be prepared. Everything you wrote is still there. Try again.
error-draft-open = The draft did not open. Try again; if that does not help, reload the window (Ctrl+R).
error-draft-changed = The request was changed after you looked at it, perhaps in another window. Go back and look at it again.
error-draft-gone = This draft is no more: it may have been sent already. Look in the list of requests.
error-draft-missing-title = This draft is no more
error-draft-missing = It has been sent or deleted. Requests and other drafts are on the support page.

## Answers while the subject is typed
answers-title = There may be an answer already
answers-hint = While you type the subject, articles that fit appear here. The search stays on this computer.
answers-none = No articles fit. Describe it in more detail below.
answers-count = { $count ->
    [one] { $count } article that may help
   *[other] { $count } articles that may help
  }
answers-helped = This helped
answers-helped-label = This helped: { $title }
answers-helped-question = Delete the draft?
answers-helped-text = Good that the article “{ $title }” helped. The draft is not needed any more and can be deleted.
answers-solved = Solved by the article “{ $title }”. Draft deleted.

## Files
files-choose = Attach files
files-hint = Choose files, drop them onto the page or paste a screenshot (Ctrl+V). Up to { $files } files, { $file } MB each, { $total } MB in all.
files-worth = Worth attaching:
files-drop = Drop the files to attach them
files-screenshot = Screenshot
files-attached = Attached: { $names }
files-removed = Removed: { $name }
files-remove = Remove the file: { $name }
files-reading = Attaching files…
size-bytes = { $size } B
size-kilobytes = { $size } KB
size-megabytes = { $size } MB
error-detach = The file could not be removed. Try again.

## Pictures, where the person comes from, who asks
files-no-pictures = Your organisation does not allow pictures. Describe in words what the screen shows.
problem-picture-unreadable = The picture “{ $name }” cannot be read, so the place and device it was taken with cannot be removed. Save it as PNG or JPEG, or attach it in a ZIP archive.
problem-picture-forbidden = The file “{ $name }” is not attached: your organisation does not allow pictures
picture-edit = Crop or cover
picture-edit-label = Crop or cover: { $name }
picture-title = Crop or cover
picture-lead = Draw around what nobody should see. After “Done” it cannot be brought back: you could only attach the picture again.
picture-frames = This is the first frame; all frames will be covered.
picture-tool = What to do with the part you draw around
picture-tool-cover = Cover
picture-tool-crop = Crop
picture-add = Add a part
picture-undo = Undo
picture-stage = Picture { $name }
picture-keys = Arrow keys move the chosen part, Shift with arrow keys changes its size, with Ctrl by one pixel. Delete removes it.
picture-part-cover = Covered part { $number }: left { $x }, top { $y }, width { $width }, height { $height }
picture-part-crop = Only this part stays: left { $x }, top { $y }, width { $width }, height { $height }
picture-numbers = Place of the chosen part, in pixels of the picture
picture-number-x = Left
picture-number-y = Top
picture-number-width = Width
picture-number-height = Height
picture-none = No part is chosen. Draw one with the mouse, or press “Add a part”.
picture-remove = Remove the part
picture-added = Part added
picture-removed = Part removed
picture-undone = Undone
picture-done = Done
picture-saving = Saving…
picture-loading = Opening the picture…
picture-failed = The picture did not open. Remove it and attach it again.
error-picture = The picture was not changed. Try again; if that does not help, remove it and attach it again.
context-remove = Do not send: { $line }
context-removed = Will not be sent: { $line }
error-context = The line could not be removed. Try again.
draft-filled = Filled in with what you gave before.
draft-filled-clear = Clear
error-filled = It could not be cleared. Delete name and address in the fields yourself.
home-support = Write to support

## What is wrong with a field
problem-missing = Fill in this field
problem-missing-choice = Choose one
problem-missing-checkbox = Tick this to go on
problem-missing-attachments = Attach at least one file
problem-too-long = The text is too long: { $limit } characters at most
problem-not-offered = This choice is no longer offered, choose another
problem-not-an-address = This does not look like an e-mail address. Example: ivanov@example.com
problem-not-a-date = Give a date and time, such as 2026-11-23T16:05
problem-too-many-files = Too many files: { $limit } at most
problem-file-too-large = The file “{ $name }” is too large: { $limit } MB at most
problem-files-too-large = The file “{ $name }” did not fit: all files together may have { $limit } MB
problem-file-unreadable = The file “{ $name }” could not be attached. Check that it opens and try again.
problem-unknown = Check this field

## Before sending
preview-title = Check before sending
preview-what = What leaves
preview-lead = Only what is shown here leaves.
preview-subject = Subject
preview-text = Text
preview-files = Files
preview-no-files = No files
preview-where = Where it goes
preview-no-way = No way of sending is set up. The draft is saved: ask your administrator who to turn to.
preview-back = Back to the request
preview-sending = Sending…
way-smtp = By e-mail from this computer
way-smtp-leads = The message goes to { $destination }
way-smtp-anywhere = The message goes to support
way-mailto = With the mail program
way-mailto-leads = Your mail program opens with a message to { $destination }. You send it yourself.
way-mailto-anywhere = Your mail program opens with the message. You add the address of support and send it yourself.
way-mailto-files = The files are saved in a folder; attach them to the message.
way-file = As a file
way-file-leads = The request is saved as a file in { $destination }. Hand it to your administrator.
way-file-anywhere = The request is saved as a file. Hand it to your administrator.
way-go-smtp = Send
way-go-mailto = Open in the mail program
way-go-file = Save to a file

## Requests
requests-title = Requests
requests-none = You have not sent anything yet.
request-kind-problem = problem
request-kind-feature = suggestion
request-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
  }
request-waiting = Waiting to be sent
request-sending = Being sent
request-sent = Sent
request-saved = Saved to a file
request-prepared = Prepared in the mail program
request-failed = Not sent
request-cancelled = Cancelled
request-prepared-text = Send the message from the mail program. If it did not open, open the message again.
request-saved-text = Hand the file to your administrator or to support.
request-reference-smtp = Number:
request-reference-mailto = Files for the message:
request-reference-file = File:
copy-reference = Copy
copied-reference = Copied: { $text }
request-actions = Actions for the request “{ $subject }”
request-action-retry = Send again
request-action-open = Open the message again
request-action-edit = Edit
request-action-cancel = Cancel sending
request-action-forget = Take off the list
request-cancel-question = Cancel sending?
request-cancel-text = “{ $subject }” will not go to support. The request stays in the list; it can be edited and sent.
request-forget-question = Take it off the list?
request-forget-text = The text and files of the request “{ $subject }” will be deleted from this computer.
handed-sent = The request was sent
handed-saved = The request was saved to a file. The list shows where.
handed-prepared = The message is ready. Send it from the mail program.
handed-waiting = The request is being sent. Without a connection it waits and goes by itself.
handed-failed = The request was not sent. The list shows the reason and other ways.
error-request-send = The request could not be handed over. It is still there, try again.
error-request-edit = The request could not be opened. Try again.
error-request-change = The request could not be changed. Try again.
error-mail-program = The mail program did not open. Choose another way in the list of requests.

## What is decided about a request, copies of it, and signing in
request-unknown = Nobody knows whether it arrived
request-unknown-text = The message may have arrived: the connection broke at the last moment. Ask support, or send it again. Its number stays the same.
request-waiting-text = The program tries again by itself.
request-settle-prepared = I sent the message
request-settle-unknown = It arrived
request-settle-question = Mark it as sent?
request-settle-text = The request “{ $subject }” stays in the list as sent, and its files are deleted from this computer.
request-settled = Marked as sent
request-action-sign-in = Sign in to the mail server
request-action-export = Save a copy
request-exported = The copy was saved. The list shows where.
request-copy = Copy:
handed-unknown = Nobody knows whether the request arrived. The list shows what can be done.
error-request-export = The copy was not saved. Check the free space and the access to the folder, and try again.
preview-needs-address = To send it by e-mail, enter your e-mail address: the answer goes there.
preview-needs-sender = It cannot be sent this way: the sender's address is not set up. Tell your administrator or choose another way.
preview-give-address = Enter the address
sign-in-title = Sign in to the mail server
sign-in-lead = The server { $host } takes messages only from those who sign in. Name and password go to it alone, over an encrypted connection. Requests that wait for this are sent at once.
sign-in-user = User name
sign-in-password = Password
sign-in-remember = Remember in the system's keyring
sign-in-kept = Otherwise the password is forgotten when you close the program.
sign-in-no-keyring = This computer has no keyring that can be used. The password is forgotten when you close the program.
sign-in-submit = Sign in and send
sign-in-done = The requests are being sent
sign-in-not-kept = The keyring did not take the password. It is forgotten when you close the program.
sign-in-incomplete = Enter the user name and the password.
sign-in-failed = That did not work. Enter the password and try again.
sign-in-unasked = Signing in to a mail server is not set up. Tell your administrator.

## Why a request was not sent
reason-network-forbidden = The administrator forbids sending over the network. Save the request to a file and hand it over.
reason-misconfigured = Sending is not set up completely. Tell your administrator or choose another way.
reason-address-missing = A message needs your e-mail address. Choose Edit and enter it, or choose another way.
reason-program-ended = The program was closed while sending. The request did not leave.
reason-name-not-found = The mail server was not found. Check the network and the VPN and send again.
reason-unreachable = The mail server does not answer. Check the network and the VPN and send again, or choose another way.
reason-timed-out = The server did not answer in time. Send again a little later.
reason-connection-lost = The connection broke, and the request did not leave. Check the network and the VPN and send again.
reason-not-understood = The server's answer was not understood. Tell your administrator or choose another way.
reason-certificate-refused = The server's certificate is not trusted, so the request was not handed over. Tell your administrator.
reason-trust-unavailable = The trusted certificates could not be read. Tell your administrator or choose another way.
reason-encryption-refused = The server could not encrypt the connection, so the request was not handed over. Tell your administrator.
reason-secret-missing = The mail server wants a name and password. Sign in, or choose another way.
reason-secret-unprotected = The password would have crossed the network unprotected, so the request was not handed over. Tell your administrator.
reason-sign-in-refused = The server did not take the name and password. Sign in again, or choose another way.
reason-try-later = The server asks to wait. Send again later.
reason-refused = The server did not take the request. Edit it, for instance remove large files, or choose another way.
reason-unwritable = The request could not be prepared for this way. Edit it or choose another way.
reason-cannot-write = The file could not be written. Check the access to the folder, or choose another way.
reason-disk-full = The disk is full. Free some space and try again.
reason-unknown = The reason is not known. Send again or choose another way.

## Diagnostics
connection = Check my connection
connection-text = Whether the computer is connected and the servers can be reached
connection-lead = The check looks at how this computer is connected and whether the servers that your organisation names answer. The result is not sent anywhere.
connection-idle = The check has not been run yet
connection-running = Checking the connection…
connection-fine = The connection is fine
connection-local = The computer is connected to a network
connection-notice = { $count ->
    [one] No problems found, but { $count } line is worth a look
   *[other] No problems found, but { $count } lines are worth a look
  }
connection-bad = { $count ->
    [one] { $count } problem found
   *[other] { $count } problems found
  }
connection-offline = Only the computer was checked: your organisation forbids this program to use the network
connection-stopped = The check was stopped
connection-failed = The connection could not be checked. Try again.
connection-remark-no-servers = No servers were tried: your organisation names none.
connection-remark-offline = No servers were tried: your organisation forbids this program to use the network.
connection-progress = Progress of the check
connection-start = Start the check
connection-stop = Stop
connection-again = Check again
connection-copy = Copy the result
connection-copied = The result of the check was copied
connection-attach = Attach to a request
connection-troubles = What to look at
connection-read = This article helps:
diagnosis-good = Fine
diagnosis-notice = Worth a look
diagnosis-bad = Problem
diagnosis-unknown = Not checked
diagnosis-pending = Waiting
diagnosis-waiting = being checked…
diagnostics-title = Technical information
diagnostics-hint = Facts about the program, the computer and the network help support. Names, addresses and passwords are masked. You see every line and can leave out any of them.
diagnostics-add = Add technical information
diagnostics-again = Gather again
diagnostics-clear = Remove all
diagnostics-running = Gathering technical information…
diagnostics-gathered = The technical information has been gathered
diagnostics-progress = Progress of gathering
diagnostics-count = Lines that will be attached: { $chosen } of { $total }
diagnostics-failed = The technical information could not be gathered. Try again or send the request without it.

## What is inside the program, reports of crashes, who asks
about-licence = Licence of the program
licences = Licences of components
licences-lead = eXpress Help is available under the MIT or the Apache 2.0 licence, as you like. It contains programs, libraries and a font by other authors. Open a line to read the text of its licence.
licences-search = Find by name or licence
licences-count = Showing { $found } of { $all }
licences-nothing-found = There is no such component
licences-copy = Copy the list
licences-copied = The list of licences was copied
licences-failed = The list of licences could not be opened. Reload the window (Ctrl+R) and try again.
notice-crashed = Last time the program closed because of an error.
crash-report = Report the error
crash-subject = eXpress Help closed because of an error
error-crash-report = The report of the error could not be opened. Describe in a request what happened.
person = Name and address for requests
person-about = Filled into new requests. You can change them in each one. They are kept on this computer only.
person-name = Name
person-email = E-mail address
person-save = Save
person-clear = Clear
person-saved = Saved: the next request is filled in with it
person-cleared = Name and address were deleted
error-person = They could not be saved. Check that there is space on the disk, and try again.
error-person-load = Name and address could not be read. Reload the window (Ctrl+R).
sign-in-kept-keyring = Name and password for the server { $host } are in this computer’s keyring.
sign-in-kept-run = The program remembers name and password for the server { $host } until you close it.
sign-in-forget = Forget the sign-in
sign-in-forgotten = Name and password for the server { $host } are forgotten. The program will ask when it needs them.
error-sign-in-forget = The keyring is locked or not available, and still has the password. Unlock it and try again.
